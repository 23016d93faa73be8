import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyGraph, edge, edgeIds, graphOf, idOf, makeGraph, nodeIds } from "./arbitrary-graphs";
import { bridge, isTemporary } from "./bridge";
import { EDGE_COLUMNS, edgeRows } from "./export-csv";
import { findInView } from "./find";
import {
  datasetOf,
  EMPTY_GRAPH,
  edgeCount,
  edgeId,
  findEdge,
  findNode,
  type Graph,
  nodeCount,
  nodeId,
  nodeName,
  take,
  toObjects,
} from "./graph";
import { portsOf, trace } from "./highlight";
import { asNextHop, merge } from "./merge";
import { shortestPaths } from "./paths";
import { facets, restrict } from "./restrict";
import { matching, sorted, tableRows } from "./table-rows";
import { brokenName, sharedPrefixes } from "./text";
import { findPort, portId, portName, toView, type View } from "./to-view";
import { isDirect, rankOf, SUBTYPES, splitName } from "./types";

const port = (view: View, name: string) => findPort(view, idOf(name))!;
const same = (graph: Graph) => toObjects(graph);

describe("merge", () => {
  it("changes nothing when a graph meets itself or nothing", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        expect(same(merge(graph, graph))).toEqual(same(graph));
        expect(same(merge(graph, EMPTY_GRAPH))).toEqual(same(graph));
        expect(same(merge(EMPTY_GRAPH, graph))).toEqual(same(graph));
      }),
    );
  });

  it("holds the same nodes and edges in whatever order graphs come", () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, anyGraph, (a, b, c) => {
        const [left, right, turned] = [merge(merge(a, b), c), merge(a, merge(b, c)), merge(b, a)];
        expect(nodeIds(left).sort()).toEqual(nodeIds(right).sort());
        expect(edgeIds(left).sort()).toEqual(edgeIds(right).sort());
        expect(edgeIds(turned).sort()).toEqual(edgeIds(merge(a, b)).sort());
      }),
    );
  });

  it("keeps the lesser depth, and counts a hop's depth from the card it was opened on", () => {
    const graph = makeGraph(["D.A.x"], [], () => 2);
    const hop = makeGraph(["D.A.x", "D.B.x"], [], (field) => (field === "D.A.x" ? 0 : 1));
    const whole = merge(graph, asNextHop(graph, hop, "ns/D.A"));
    expect([...whole.nodes.depth]).toEqual([2, 3]);
  });
});

describe("toView", () => {
  it("gives every node a port and every edge of columns its two ends", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const view = toView(graph, "field");
        expect(view.from.length).toBe(edgeCount(graph));
        const { source, target } = graph.edges;
        view.wire.forEach((wire, e) => {
          expect(view.from[e]).toBe(findPort(view, nodeId(graph, source[wire]!)));
          expect(view.to[e]).toBe(findPort(view, nodeId(graph, target[wire]!)));
        });
        expect(new Set(view.wire).size).toBe(edgeCount(graph));
        for (let link = 0; link < view.linkFrom.length; link++) {
          for (let e = view.linkStart[link]!; e < view.linkStart[link + 1]!; e++) {
            expect(view.portCard[view.from[e]!]).toBe(view.linkFrom[link]);
            expect(view.portCard[view.to[e]!]).toBe(view.linkTo[link]);
          }
        }
      }),
    );
  });

  it("does not depend on the order of nodes and edges, but for the order of columns", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const order = [...graph.edges.source.keys()].reverse();
        const turned = take(graph, [...graph.nodes.dataset.keys()], order);
        const [a, b] = [toView(graph, "field"), toView(turned, "field")];
        expect([...b.from]).toEqual([...a.from]);
        expect([...b.to]).toEqual([...a.to]);
        expect(b.cards).toEqual(a.cards);
      }),
    );
  });

  const graph = graphOf(
    "S.A.x -> T.B.y",
    "S.A.z -> T.B.y AGGREGATION",
    "S.A.x -> T.B.* JOIN",
    "T.B.y -> T.C.y",
  );

  it("lets indirect edges end at the header", () => {
    const view = toView(graph, "field");
    expect(port(view, "T.B.*")).toBe(view.cards[1]!.firstPort);
    expect(view.cards.map(({ title, rowCount }) => [title, rowCount])).toEqual([
      ["A", 2],
      ["B", 1],
      ["C", 1],
    ]);
  });

  it("rolls columns up to tables: one edge for two tables, the strongest", () => {
    const view = toView(graph, "dataset");
    expect([...view.linkFrom].map((from, i) => [from, view.linkTo[i]])).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(SUBTYPES[view.graph.edges.rank[view.wire[0]!]!]).toBe("AGGREGATION");
    expect(view.cards.every(({ rowCount }) => rowCount === 0)).toBe(true);
  });

  it("rolls tables up to databases: a card each, with its tables as rows", () => {
    const view = toView(graph, "database");
    expect(view.cards.map(({ title, rowCount }) => [title, rowCount])).toEqual([
      ["S", 1],
      ["T", 2],
    ]);
    expect([...view.from].map((from, i) => [portName(view, from), portName(view, view.to[i]!)])).toEqual([
      ["A", "B"],
      ["B", "C"],
    ]);
  });

  it("lists columns as the catalog does, whatever order they come in", () => {
    const fields = ["D.A.c", "D.A.a", "D.A.b"];
    const view = toView(
      makeGraph(fields, [], undefined, (field) => "cab".indexOf(field.slice(-1)) + 1),
      "field",
    );
    expect([1, 2, 3].map((at) => portName(view, at))).toEqual(["c", "a", "b"]);
  });

  it("finds every port again by the id it gives out", () => {
    fc.assert(
      fc.property(anyGraph, fc.constantFrom("field", "dataset", "database"), (any, granularity) => {
        const view = toView(any, granularity);
        for (let p = 0; p < view.portCard.length; p++) expect(findPort(view, portId(view, p))).toBe(p);
      }),
    );
  });
});

describe("ids", () => {
  it("lead back to their nodes and edges", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        for (let node = 0; node < nodeCount(graph); node++)
          expect(findNode(graph, nodeId(graph, node))).toBe(node);
        for (let at = 0; at < edgeCount(graph); at++) expect(findEdge(graph, edgeId(graph, at))).toBe(at);
      }),
    );
  });

  it("of what is not there lead nowhere", () => {
    const graph = graphOf("D.A.x -> D.B.y");
    expect([findNode(graph, "ns/D.A/y"), findNode(graph, "ns/D.A"), findNode(graph, "")]).toEqual([
      -1, -1, -1,
    ]);
    expect([findEdge(graph, "ns/D.A/x->ns/D.A/x"), findEdge(graph, "x")]).toEqual([-1, -1]);
  });

  it("may hold slashes and arrows in quotes", () => {
    const graph = graphOf("D.A.x -> D.B.y");
    const odd = { ...graph, names: ["a/b->c", "y"], nameIds: ['"a/b->c"', "y"] };
    expect(nodeName(odd, 0)).toBe("a/b->c");
    expect(findNode(odd, 'ns/D.A/"a/b->c"')).toBe(0);
    expect(findEdge(odd, 'ns/D.A/"a/b->c"->ns/D.B/y')).toBe(0);
  });
});

describe("trace", () => {
  /** Reachability by the book: edges, and a step from a whole table to each of its columns. */
  function naive(graph: Graph, start: string, side: "upstream" | "downstream"): Set<string> {
    const { nodes, edges } = toObjects(graph);
    const steps = edges.map(({ id, source, target }) => ({ id, source, target }));
    const wholes = nodes.map(({ id, dataset }) => ({ id: "", source: `${dataset.id}/*`, target: id }));
    const all = [...steps, ...wholes].map((s) =>
      side === "downstream" ? s : { ...s, source: s.target, target: s.source },
    );
    const reached = new Set([start]);
    for (let before = -1; before !== reached.size; ) {
      before = reached.size;
      for (const { source, target } of all) if (reached.has(source)) reached.add(target);
    }
    return new Set(all.filter(({ id, source }) => id !== "" && reached.has(source)).map(({ id }) => id));
  }

  it("lights exactly what a naive walk reaches", () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(), (graph, pick) => {
        const columns = toObjects(graph).nodes.filter(({ name }) => name !== "*");
        const start = columns[pick % columns.length]!;
        const view = toView(graph, "field");
        const up = naive(graph, start.id, "upstream");
        const down = naive(graph, start.id, "downstream");
        const litBy = (direction: "both" | "upstream" | "downstream") =>
          new Set(
            trace(view, [findPort(view, start.id)!], direction).edgeList.map((e) =>
              edgeId(graph, view.wire[e]!),
            ),
          );
        expect(litBy("upstream")).toEqual(up);
        expect(litBy("downstream")).toEqual(down);
        expect(litBy("both")).toEqual(new Set([...up, ...down]));
      }),
    );
  });

  it("never turns round: siblings stay dark", () => {
    const view = toView(graphOf("D.A.x -> D.B.x", "D.A.x -> D.C.x"), "field");
    const { ports, cards } = trace(view, [port(view, "D.B.x")]);
    expect(ports[port(view, "D.C.x")]).toBe(0);
    expect([...cards]).toEqual([1, 1, 0]);
  });

  it("goes on from a table that is steered to each of its columns", () => {
    const view = toView(graphOf("D.A.k -> D.B.* FILTER", "D.B.x -> D.C.x"), "field");
    expect(trace(view, [port(view, "D.A.k")]).ports[port(view, "D.C.x")]).toBe(1);
    expect(trace(view, [port(view, "D.C.x")]).ports[port(view, "D.A.k")]).toBe(1);
  });

  it("lights a whole card from its header", () => {
    const view = toView(graphOf("D.A.x -> D.B.x", "D.B.y -> D.C.y"), "field");
    const { edgeList } = trace(view, portsOf(view, view.cards[1]!.firstPort));
    expect(edgeList).toHaveLength(2);
  });
});

describe("shortestPaths", () => {
  const view = toView(
    graphOf(
      "D.A.x -> D.B.x",
      "D.B.x -> D.C.x",
      "D.A.x -> D.E.x",
      "D.E.x -> D.C.x",
      "D.A.x -> D.F.x",
      "D.F.x -> D.G.x",
      "D.G.x -> D.C.x",
    ),
    "field",
  );
  const between = (from: string, to: string) => shortestPaths(view, [port(view, from)], [port(view, to)]);

  it("lights every shortest way and no longer one", () => {
    const { length, turned, highlight } = between("D.A.x", "D.C.x");
    expect([length, turned, highlight.edgeList.length]).toEqual([2, false, 4]);
    expect(highlight.ports[port(view, "D.F.x")]).toBe(0);
  });

  it("finds the way whichever end was chosen first", () => {
    expect(between("D.C.x", "D.A.x")).toMatchObject({ length: 2, turned: true });
  });

  it("says so where there is none", () => {
    const { length, highlight } = between("D.B.x", "D.E.x");
    expect([length, highlight.edgeList.length]).toEqual([null, 0]);
  });
});

describe("bridge", () => {
  const visible = (graph: Graph) =>
    toObjects(graph).nodes.filter(({ dataset, name }) => !isTemporary(dataset) && name !== "*");

  it("keeps who reaches whom among what stays, and makes up nothing", () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(), (graph, pick) => {
        const bridged = bridge(graph, isTemporary);
        const left = Array.from(bridged.nodes.dataset, (_, node) => datasetOf(bridged, node));
        expect(left.some(isTemporary)).toBe(false);
        const starts = visible(graph);
        if (starts.length === 0) return;
        const start = starts[pick % starts.length]!;
        const reached = (any: Graph) => {
          const view = toView(any, "field");
          const { ports } = trace(view, [findPort(view, start.id)!], "downstream");
          return visible(graph).map(({ id }) => ports[findPort(view, id)!]);
        };
        expect(reached(bridged)).toEqual(reached(graph));
      }),
    );
  });

  it("makes one edge of a way: its strongest step, its least certainty", () => {
    const graph = makeGraph(
      ["D.A.x", "D.VT.x", "D.B.x"],
      [edge("D.A.x -> D.VT.x", 0.8), edge("D.VT.x -> D.B.x AGGREGATION", 1)],
    );
    const [only, ...rest] = toObjects(bridge(graph, isTemporary)).edges;
    expect(rest).toEqual([]);
    expect(only).toMatchObject({
      id: "ns/D.A/x->ns/D.B/x",
      transformationType: "DIRECT",
      transformationSubtype: "AGGREGATION",
      confidenceScore: 0.8,
    });
  });

  it("makes a way indirect once a step of it only steers", () => {
    const graph = graphOf("D.A.k -> D.VT.* FILTER", "D.VT.x -> D.B.x AGGREGATION");
    expect(toObjects(bridge(graph, isTemporary)).edges).toMatchObject([
      {
        source: "ns/D.A/k",
        target: "ns/D.B/x",
        transformationType: "INDIRECT",
        transformationSubtype: "FILTER",
      },
    ]);
  });

  it("ends in cycles of hidden tables", () => {
    const graph = graphOf("D.A.x -> D.VT1.x", "D.VT1.x -> D.VT2.x", "D.VT2.x -> D.VT1.x", "D.VT2.x -> D.B.x");
    expect(edgeIds(bridge(graph, isTemporary))).toEqual(["ns/D.A/x->ns/D.B/x"]);
  });
});

describe("restrict", () => {
  it("keeps a column's path and nothing beside it", () => {
    const graph = graphOf("D.A.x -> D.B.x", "D.A.y -> D.B.y", "D.B.x -> D.C.x");
    const view = toView(graph, "field");
    const path = restrict(view, trace(view, [port(view, "D.B.x")]));
    expect(nodeIds(path)).toEqual(["ns/D.A/x", "ns/D.B/x", "ns/D.C/x"]);
    expect(edgeCount(path)).toBe(2);
  });

  it("counts datasets by database and type", () => {
    expect(facets(graphOf("S.A.x -> T.VT.x", "S.A.y -> T.B.y"))).toEqual({
      databases: [
        { value: "S", datasets: 1 },
        { value: "T", datasets: 2 },
      ],
      types: [
        { value: "TABLE", datasets: 2 },
        { value: "VOLATILE_TABLE", datasets: 1 },
      ],
    });
  });
});

describe("findInView", () => {
  const view = toView(graphOf("D.ORDERS.id -> D.ORDER_LINE.order_id", "D.ORDERS.id -> D.X.id"), "field");

  it("puts exact names first, then beginnings, then parts", () => {
    expect(findInView(view, "ID").map(({ name }) => name)).toEqual(["id", "id", "order_id"]);
    expect(findInView(view, "order").map(({ name }) => name)).toEqual(["ORDERS", "order_id", "ORDER_LINE"]);
  });

  it("says where each is, and finds nothing for nothing", () => {
    expect(findInView(view, "order_id")[0]).toMatchObject({ within: "D.ORDER_LINE" });
    expect(findInView(view, "  ")).toEqual([]);
  });
});

describe("tables of edges", () => {
  const graph = graphOf("S.A.x -> T.B.y", "S.A.k -> T.B.* JOIN");

  it("spell out both ends", () => {
    const rows = edgeRows(graph);
    expect(rows[1]!.slice(0, 8)).toEqual(["S", "A", "k", "T", "B", "*", "INDIRECT", "JOIN"]);
    expect(rows.every((row) => row.length === EDGE_COLUMNS.length)).toBe(true);
  });

  it("are filtered by every word and sorted by any column", () => {
    const rows = tableRows(graph);
    expect(matching(rows, "join t.b").map(({ source }) => source)).toEqual(["S.A.k"]);
    expect(sorted(rows, "source", true).map(({ source }) => source)).toEqual(["S.A.x", "S.A.k"]);
  });
});

describe("names where there is little room", () => {
  it("lose what most of their database begin with", () => {
    const cards = ["STG_A", "STG_B", "STG_C_D", "X"].map((title) => ({ title, database: "S" }));
    expect(sharedPrefixes([...cards, { title: "T_1", database: "T" }])).toEqual(
      new Map([
        ["S", "STG_"],
        ["T", ""],
      ]),
    );
  });

  it("break after underscores", () => {
    const fits = (text: string) => text.length <= 9;
    expect(brokenName("CUSTOMER_ORDER_LINE_12", fits, 4)).toEqual(["CUSTOMER_", "ORDER_", "LINE_12"]);
    expect(brokenName("CUSTOMER_ORDER_LINE_12", fits, 2)).toEqual(["CUSTOMER_", "ORDER_LINE_12"]);
  });
});

describe("types", () => {
  it("split quoted names at the right dot", () => {
    expect(splitName('"A.B"."C ""D"""')).toEqual({ database: "A.B", table: 'C "D"' });
    expect(splitName("file:x")).toEqual({ database: "", table: "file:x" });
  });

  it("rank what is direct above what only steers", () => {
    expect(isDirect(rankOf("IDENTITY", "DIRECT"))).toBe(true);
    expect(isDirect(rankOf("JOIN", "INDIRECT"))).toBe(false);
    expect(isDirect(rankOf("NEW", "DIRECT"))).toBe(true);
  });
});
