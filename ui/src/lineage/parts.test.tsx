import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { GraphTree } from "./GraphTree";
import { graphOf } from "./graph/arbitrary-graphs";
import { toView } from "./graph/to-view";
import { SelectionBar } from "./SelectionBar";
import { useShortcuts } from "./use-shortcuts";

const view = toView(graphOf("S.ORDERS.id -> T.SALES.order_id", "S.ORDERS.amount -> T.SALES.net"), "field");

it("shows tables as a tree that opens, walks and selects by keyboard", async () => {
  const onSelect = vi.fn();
  render(<GraphTree view={view} selected={["ns/T.SALES"]} onSelect={onSelect} label="Tables" />);
  const user = userEvent.setup();
  expect(screen.getAllByRole("treeitem").map((item) => item.textContent)).toEqual([
    "ORDERS, table in S, 2 columns",
    "SALES, table in T, 2 columns",
  ]);
  expect(screen.getByRole("treeitem", { selected: true }).textContent).toMatch(/^SALES/);
  await user.tab();
  await user.keyboard("{ArrowRight}{ArrowRight}{Enter}");
  expect(onSelect).toHaveBeenLastCalledWith("ns/S.ORDERS/id");
  expect(document.activeElement?.textContent).toBe("id, INTEGER, 0 upstream, 1 downstream");
  await user.keyboard("{ArrowLeft}{ArrowLeft}");
  expect(screen.getAllByRole("treeitem")).toHaveLength(2);
  await user.keyboard("sal ");
  expect(onSelect).toHaveBeenLastCalledWith("ns/T.SALES");
});

it("says how far two ends are apart, or that no way leads", () => {
  const actions = { choosing: false, onChoose: vi.fn(), onOpen: null, onClear: vi.fn() };
  const { rerender } = render(<SelectionBar names={["A.x", "B.y"]} pathLength={3} {...actions} />);
  expect(screen.getByRole("status").textContent).toContain("shortest path: 3 hops");
  rerender(<SelectionBar names={["A.x", "B.y"]} pathLength={null} {...actions} />);
  expect(screen.getByRole("status").textContent).toContain("no path in this picture");
  rerender(<SelectionBar names={[]} pathLength={undefined} {...actions} />);
  expect(screen.queryByRole("status")).toBeNull();
});

const done: string[] = [];
const says = (what: string) => () => void done.push(what);

function Page() {
  useShortcuts({
    fit: says("fit"),
    fitSelection: says("fit selection"),
    zoom: (factor) => done.push(factor > 1 ? "in" : "out"),
    search: says("search"),
    clusters: says("clusters"),
    clear: says("clear"),
    list: says("list"),
  });
  return <input aria-label="name" />;
}

it("heeds the keys except while text is typed", async () => {
  render(<Page />);
  const user = userEvent.setup();
  await user.keyboard("f{Shift>}F{/Shift}+-/?{Escape}{Control>}f{/Control}{Control>}g{/Control}");
  expect(done).toEqual([
    "fit",
    "fit selection",
    "in",
    "out",
    "search",
    "list",
    "clear",
    "search",
    "clusters",
  ]);
  await user.click(screen.getByLabelText("name"));
  await user.keyboard("f/?");
  expect(done).toHaveLength(9);
});
