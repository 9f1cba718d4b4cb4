import { CloseCircleFilled, LockOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { problemOf, type Problem } from "../api/problem.ts";
import { countdownText } from "../components/time.ts";
import { useNow } from "../components/useNow.ts";

/** Same words for any wrong name or password; while throttled a countdown in place of the button's verb. */
export function SignInForm({ onDone, suggested }: { readonly onDone: () => void; readonly suggested?: { readonly login: string; readonly password: string } | undefined }): ReactNode {
  const { t } = useTranslation("session");
  const [login, setLogin] = useState<string>();
  const [typed, setPassword] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [blockedUntil, setBlockedUntil] = useState(0);
  const [busy, setBusy] = useState(false);
  const left = blockedUntil - useNow();
  const name = login ?? suggested?.login ?? "";
  const password = typed ?? suggested?.password ?? "";
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      await api.post("/session", { login: name, password });
      onDone();
    } catch (fault) {
      const found = problemOf(fault);
      setProblem(found);
      if (found.status === 429) setBlockedUntil(Date.now() + Number(found.params?.["retryAfterS"] ?? 60) * 1000);
    } finally {
      setBusy(false);
    }
  };
  const isBlocked = left > 0;
  const sentence = problem === undefined || (problem.status === 429 && !isBlocked) ? undefined : problem.status === 429 ? t("throttled", { time: countdownText(left) }) : problem.status === 0 ? t("serverDown") : problem.detail;
  return (
    <form className="sl-signin-fields" onSubmit={(event) => void submit(event)}>
      <label>{t("account")}<Input size="large" name="username" autoComplete="username" prefix={<UserOutlined />} value={name} onChange={(event) => setLogin(event.target.value)} required /></label>
      <label>{t("password")}<Input.Password size="large" name="password" autoComplete="current-password" autoFocus prefix={<LockOutlined />} value={password} onChange={(event) => setPassword(event.target.value)} status={sentence === undefined ? "" : "error"} aria-describedby="sl-signin-error" required /></label>
      <p id="sl-signin-error" className="sl-field-error" role="alert">{sentence !== undefined && <><CloseCircleFilled /> {sentence}</>}</p>
      <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={isBlocked}>{isBlocked ? countdownText(left) : t("signIn")}</Button>
      <p className="sl-meta">{t("forgot")}</p>
    </form>
  );
}
