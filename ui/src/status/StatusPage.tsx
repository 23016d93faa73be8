import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CircleMinus, ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { ApiError } from "../api/client";
import { asked, cacheStatus, ready, storeStatistics } from "../api/queries";
import { Answered } from "../ui/Answered";
import { buttonClass } from "../ui/Button";
import { Choice } from "../ui/fields";
import { bytes, count, dateTime, percent, UNKNOWN } from "../ui/format";
import { Page } from "../ui/Page";
import { setTheme, type Theme, useTheme } from "../ui/theme";

const ASK_AGAIN_MS = 15_000;

/** What the server runs on and how it is; and this browser's own settings. */
export function StatusPage() {
  return (
    <Page
      title="Status and settings"
      lead="What the server runs on, how its cache does, and how this page looks to you."
      actions={
        <a className={buttonClass()} href="/docs">
          <ExternalLink aria-hidden size={14} /> API reference
        </a>
      }
    >
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="space-y-6">
          <Parts />
          <Store />
        </div>
        <div className="space-y-6">
          <Cache />
          <Appearance />
        </div>
      </div>
    </Page>
  );
}

interface CardProps {
  title: string;
  /** A class for the height that the card will have, so that nothing below it jumps when its figures come. */
  height?: string;
  children: ReactNode;
}

function Card({ title, height = "", children }: CardProps) {
  return (
    <section aria-label={title} className={`rounded-xl border border-line bg-surface px-5 py-4 ${height}`}>
      <h2 className="mb-2 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

const PARTS: Record<string, string> = {
  store: "Store",
  cache: "Cache",
  teradata: "Teradata",
  graph: "Graph",
};

const STATES: Record<string, { text: string; tone: string; icon: typeof CircleCheck }> = {
  ok: { text: "answers", tone: "text-good", icon: CircleCheck },
  connected: { text: "answers", tone: "text-good", icon: CircleCheck },
  degraded: {
    text: "does not answer; the page works without it, more slowly",
    tone: "text-warn",
    icon: CircleAlert,
  },
  store: { text: "read from the store", tone: "text-muted", icon: CircleCheck },
  snapshot: { text: "read from a snapshot", tone: "text-good", icon: CircleCheck },
  off: { text: "not in use", tone: "text-muted", icon: CircleMinus },
  unavailable: { text: "does not answer", tone: "text-danger", icon: CircleAlert },
};

function Parts() {
  const query = useQuery({ ...asked(ready()), refetchInterval: ASK_AGAIN_MS });
  return (
    <Card title="Parts" height="min-h-[181px]">
      <Answered query={query} what="The state of the parts" rows={3}>
        {(parts) => (
          <dl className="divide-y divide-line">
            {Object.entries(parts)
              .filter(([part]) => part !== "status")
              .map(([part, state]) => {
                const { text, tone, icon: Icon } = STATES[state] ?? { ...STATES.off!, text: state };
                return (
                  <Fact key={part} name={PARTS[part] ?? part}>
                    <span className={`inline-flex items-center gap-2 ${tone}`}>
                      <Icon aria-hidden size={16} className="shrink-0" />
                      {text}
                    </span>
                  </Fact>
                );
              })}
          </dl>
        )}
      </Answered>
    </Card>
  );
}

function Cache() {
  const query = useQuery({ ...asked(cacheStatus()), refetchInterval: ASK_AGAIN_MS });
  if (query.error instanceof ApiError && [403, 404].includes(query.error.status)) {
    return (
      <Card title="Cache">
        <p className="py-2 text-muted">This server tells only operators about its cache.</p>
      </Card>
    );
  }
  return (
    <Card title="Cache" height="min-h-[340px]">
      <Answered query={query} what="The state of the cache" rows={5}>
        {(it) => (
          <dl className="divide-y divide-line">
            {Object.entries(it)
              .filter(([, value]) => ["string", "number"].includes(typeof value) && value !== "")
              .map(([name, value]) => (
                <Fact key={name} name={words(name)}>
                  {cacheFigure(name, value)}
                </Fact>
              ))}
          </dl>
        )}
      </Answered>
    </Card>
  );
}

/** hitRatio → "Hit ratio". */
function words(name: string): string {
  const text = name
    .replaceAll(/_|(?=[A-Z])/g, " ")
    .toLowerCase()
    .trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function cacheFigure(name: string, value: string | number | null): string {
  if (value === null) return UNKNOWN;
  if (typeof value === "string") return /(since|_at|At)$/.test(name) ? dateTime(value) : value;
  if (/ratio/i.test(name)) return percent(value * 1000, 1000);
  return /memory|bytes/i.test(name) ? bytes(value) : count(value);
}

function Store() {
  const query = useQuery(asked(storeStatistics()));
  return (
    <Card title="Store" height="min-h-[270px]">
      <Answered query={query} what="The store's figures" rows={5}>
        {(it) => (
          <>
            <dl className="divide-y divide-line">
              <Fact name="Systems">{count(it.namespaces)}</Fact>
              <Fact name="Tables and views">{count(it.datasets)}</Fact>
              <Fact name="Columns">{count(it.fields)}</Fact>
              <Fact name="Jobs and scripts">{count(it.jobs)}</Fact>
              <Fact name="Edges">{count(it.edges)}</Fact>
            </dl>
            <p className="mt-2 text-xs text-muted">
              As of {dateTime(new Date(query.dataUpdatedAt).toISOString())}.
            </p>
          </>
        )}
      </Answered>
    </Card>
  );
}

function Appearance() {
  const theme = useTheme();
  return (
    <Card title="This page">
      <Choice
        label="Theme"
        value={theme}
        options={[
          { value: "system", name: "As the system" },
          { value: "light", name: "Light" },
          { value: "dark", name: "Dark" },
        ]}
        onChange={(value) => setTheme(value as Theme)}
      />
      <p className="mt-3 text-[13px] text-muted">
        Kept in this browser alone. Ctrl+K searches from anywhere; on the graph, ? lists the keys.
      </p>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-4 py-2">
      <dt className="w-32 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 flex-1 wrap-anywhere tabular-nums">{children}</dd>
    </div>
  );
}
