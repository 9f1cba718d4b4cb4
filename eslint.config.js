import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const noClock = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: "The engine has no clock: take `now` as an argument." },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "The engine has no clock: take `now` as an argument." },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: "The engine is deterministic: take randomness as an argument." },
];

const noEval = [
  { selector: "CallExpression[callee.name='eval']", message: "Definitions are data; nothing is evaluated as code." },
  { selector: "NewExpression[callee.name='Function']", message: "Definitions are data; nothing is evaluated as code." },
];

export default tseslint.config(
  { ignores: ["**/serviceWorker.js", "**/*.tmp.*", "**/dist/**", "**/node_modules/**", "**/*.mjs", "**/*.cjs", "eslint.config.js", "shots/**", "data/**"] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-lines": ["error", { max: 600, skipBlankLines: false }],
      "no-restricted-syntax": ["error", ...noEval],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/require-await": "off",
      // Queries and answers are checked by schema before they are turned to text.
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: ["runtime/server/ingest/adapters/*.ts"],
    ignores: ["**/*.test.ts", "**/*.testkit.ts"],
    rules: { "max-lines": ["error", { max: 150, skipBlankLines: false }] },
  },
  {
    files: ["engine/**/*.ts"],
    ignores: ["engine/**/*.test.ts"],
    rules: { "no-restricted-syntax": ["error", ...noClock, ...noEval] },
  },
  {
    files: ["runtime/web/**/*.{ts,tsx}", "designer/**/*.{ts,tsx}"],
    plugins: { "react-hooks": hooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
  {
    files: ["**/*.test.ts", "**/*.test.tsx", "e2e/**", "bench/**"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
);
