import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { beforeEach, expect, it, vi } from "vitest";
import { type FakeServer, serve } from "../../fake-server";
import type { Selection } from "../selection";
import { DetailPanel } from "./DetailPanel";

const V2 = "/api/v2/openlineage";
const T = "7de226d4434ebe7d/MART.V_ORDER";
const EDGE = `${T}/amount->${T}/net`;

const column = (name: string, rest: object = {}) => ({
  id: `${T}/${name}`,
  name,
  type: "DECIMAL(18,2)",
  description: null,
  nullable: true,
  primaryKey: false,
  upstreamCount: 2,
  downstreamCount: 5,
  tags: [],
  ...rest,
});

const documents = {
  [`${V2}/datasets/${T}`]: {
    id: T,
    name: "MART.V_ORDER",
    description: null,
    fields: [
      column("order_id", { primaryKey: true, nullable: false }),
      column("amount", { description: "Gross" }),
    ],
  },
  [`${V2}/datasets/${T}/statistics`]: {
    sourceType: "VIEW",
    creatorName: "DWH_ETL",
    createTimestamp: "2026-01-02T03:04:05Z",
    lastAlterTimestamp: null,
    rowCount: 1234567,
    rowCountedAt: "2026-02-03T04:05:06Z",
    sizeBytes: null,
    tableComment: "Orders",
  },
  [`${V2}/datasets/${T}/ddl`]: {
    databaseName: "MART",
    tableName: "V_ORDER",
    viewSql: "CREATE VIEW V_ORDER AS\nSELECT 1",
    tableDdl: null,
    truncated: true,
    tableComment: null,
    columnComments: { amount: "Gross" },
  },
  [`${V2}/edges/${EDGE}/evidence`]: {
    edgeId: EDGE,
    source: `${T}/amount`,
    target: `${T}/net`,
    total: 3,
    evidence: [
      {
        sql: "SELECT '🙂', amount * 0.8 AS net",
        spanStart: 12,
        spanEnd: 24,
        transformationSubtype: "TRANSFORMATION",
        confidenceScore: 0.8,
        confidenceReason: "inferred",
        job: "load_order",
        jobType: "SCRIPT",
        file: "load_order.bteq",
        line: 7,
        queryId: null,
        user: "ETL",
        firstSeen: "2026-01-02T03:04:05Z",
        lastSeen: "2026-01-02T03:04:05Z",
        count: 4,
      },
    ],
  },
};

let server: FakeServer;
const onEdge = vi.fn();

beforeEach(() => {
  localStorage.clear();
  server = serve(documents);
});

function show(selection: Selection) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <MemoryRouter>
      <QueryClientProvider client={client}>
        <DetailPanel selection={selection} onEdge={onEdge} onClose={() => undefined} />
      </QueryClientProvider>
    </MemoryRouter>,
  );
}

it("lists a table's columns with their keys and hops, each leading to its lineage", async () => {
  show({ kind: "field", datasetId: T, field: "AMOUNT" });
  const selected = await screen.findByRole("link", { name: /^amount/, current: true });
  expect(selected.getAttribute("href")).toBe(`/lineage/${T}/amount`);
  expect(selected.textContent).toContain("Gross");
  const key = screen.getByRole("link", { name: /order_id/ });
  expect(within(key).getByRole("img", { name: "Primary key" })).toBeTruthy();
  expect(key.textContent).toContain("NOT NULL");
  const trail = within(screen.getByRole("navigation", { name: "Where it is" }));
  expect(trail.getAllByRole("listitem").map((it) => it.textContent)).toEqual(["MART", "V_ORDER", "AMOUNT"]);
});

it("asks for statistics and the definition only when their tabs are opened, and remembers the tab", async () => {
  const user = userEvent.setup();
  show({ kind: "dataset", datasetId: T });
  await screen.findByRole("link", { name: /order_id/ });
  expect(server.asked).toHaveLength(1);
  await user.click(screen.getByRole("tab", { name: "Statistics" }));
  expect(await screen.findByText("1,234,567")).toBeTruthy();
  expect(screen.getByText("Counted")).toBeTruthy();
  expect(screen.getByText("DWH_ETL")).toBeTruthy();
  await user.click(screen.getByRole("tab", { name: "DDL" }));
  const code = await screen.findByRole("region", { name: "Definition of MART.V_ORDER" });
  expect(code.textContent).toContain("CREATE VIEW V_ORDER AS");
  expect(screen.getByText(/only the beginning/)).toBeTruthy();
  expect(localStorage.getItem("panel.tab")).toBe('"ddl"');
});

it("says what failed in the tab that failed, and asks again", async () => {
  const user = userEvent.setup();
  const path = `${V2}/datasets/${T}/statistics`;
  server.replies[path] = {
    status: 500,
    body: { detail: "Something went wrong.", code: "INTERNAL_ERROR", request_id: "r-9" },
  };
  show({ kind: "dataset", datasetId: T });
  await user.click(screen.getByRole("tab", { name: "Statistics" }));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("r-9");
  server.replies[path] = { body: documents[path] };
  await user.click(within(alert).getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("1,234,567")).toBeTruthy();
});

it("marks exactly the expression that made an edge, counted in characters", async () => {
  show({ kind: "edge", edgeId: EDGE });
  const code = await screen.findByRole("region", { name: "Statement of load_order" });
  const marked = [...code.querySelectorAll("mark")].map((it) => it.textContent).join("");
  expect(marked).toBe("amount * 0.8");
  expect(screen.getByText("load_order.bteq:7")).toBeTruthy();
  expect(screen.getByText(/80 %/).parentElement!.textContent).toContain("the only reading possible");
  expect(screen.getByText(/3 statements make this edge; the latest 1 are shown/)).toBeTruthy();
});
