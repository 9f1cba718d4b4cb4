/** First import of another package's entry: nonce, mode, base styles. */
import "./nonce.ts";
import "./mode.ts";
import "./base.css";
