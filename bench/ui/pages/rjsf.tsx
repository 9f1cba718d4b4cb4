import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { createRoot } from "react-dom/client";
import { schema } from "./manyFields.ts";

// As its documentation shows it: schema and validator, the form keeps its own data, judged at submit.
createRoot(document.getElementById("root") ?? document.body).render(<Form schema={schema} validator={validator} />);
