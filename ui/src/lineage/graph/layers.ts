/** The first half of a layered layout: break cycles, then give every node a layer so that links run left to right. */

import { groupBy } from "./adjacency";

export type Links = {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** How much it matters that a link runs forward; 1 each where absent. */
  readonly weight?: Float32Array;
};

/**
 * A linear order in which few links run backwards (Eades, Lin and Smyth's greedy rule): take sinks to the end, sources
 * to the front, else the node with the most weight out over weight in. Without cycles no link runs backwards.
 */
export function linearOrder(count: number, links: Links): Uint32Array {
  const out = groupBy(links.from, count);
  const into = groupBy(links.to, count);
  const outDegree = new Int32Array(count);
  const inDegree = new Int32Array(count);
  for (let i = 0; i < links.from.length; i++) {
    if (links.from[i] === links.to[i]) continue;
    outDegree[links.from[i]!]!++;
    inDegree[links.to[i]!]!++;
  }
  const surplus = new Float64Array(count);
  const weightOf = (link: number) => links.weight?.[link] ?? 1;
  for (let i = 0; i < links.from.length; i++) {
    surplus[links.from[i]!]! += weightOf(i);
    surplus[links.to[i]!]! -= weightOf(i);
  }
  const taken = new Uint8Array(count);
  const sinks: number[] = [];
  const sources: number[] = [];
  for (let v = 0; v < count; v++) {
    if (outDegree[v] === 0) sinks.push(v);
    else if (inDegree[v] === 0) sources.push(v);
  }
  const front: number[] = [];
  const back: number[] = [];
  const take = (v: number, where: number[]) => {
    taken[v] = 1;
    where.push(v);
    for (let i = out.start[v]!; i < out.start[v + 1]!; i++) {
      const w = links.to[out.items[i]!]!;
      surplus[w]! += weightOf(out.items[i]!);
      if (!taken[w] && --inDegree[w]! === 0 && outDegree[w]! > 0) sources.push(w);
    }
    for (let i = into.start[v]!; i < into.start[v + 1]!; i++) {
      const w = links.from[into.items[i]!]!;
      surplus[w]! -= weightOf(into.items[i]!);
      if (!taken[w] && --outDegree[w]! === 0) sinks.push(w);
    }
  };
  let sourceAt = 0;
  while (front.length + back.length < count) {
    const sink = sinks.pop();
    if (sink !== undefined) {
      if (!taken[sink]) take(sink, back);
    } else if (sourceAt < sources.length) {
      const source = sources[sourceAt++]!;
      if (!taken[source]) take(source, front);
    } else {
      let best = -1;
      for (let v = 0; v < count; v++) {
        if (taken[v]) continue;
        if (best < 0 || surplus[v]! > surplus[best]!) best = v;
      }
      take(best, front);
    }
  }
  return Uint32Array.from([...front, ...back.reverse()]);
}

/** Turn round every link that runs against the order. `reversed[i]` says which; the result has no cycle. */
export function breakCycles(count: number, links: Links): Links & { readonly reversed: Uint8Array } {
  const order = linearOrder(count, links);
  const place = new Uint32Array(count);
  order.forEach((v, i) => {
    place[v] = i;
  });
  const from = links.from.slice();
  const to = links.to.slice();
  const reversed = new Uint8Array(from.length);
  for (let i = 0; i < from.length; i++) {
    if (place[from[i]!]! > place[to[i]!]!) {
      reversed[i] = 1;
      [from[i], to[i]] = [to[i]!, from[i]!];
    }
  }
  return { from, to, reversed };
}

/**
 * Layers from 0 such that every link of an acyclic graph crosses at least one boundary. Starts from the longest path,
 * then moves nodes towards the side that has more of their links, which shortens links without moving any backwards.
 */
export function assignLayers(count: number, links: Links): Uint32Array {
  const out = groupBy(links.from, count);
  const into = groupBy(links.to, count);
  const order = linearOrder(count, links);
  const layer = new Int32Array(count);
  for (const v of order) {
    for (let i = out.start[v]!; i < out.start[v + 1]!; i++) {
      const w = links.to[out.items[i]!]!;
      if (w !== v && layer[w]! <= layer[v]!) layer[w] = layer[v]! + 1;
    }
  }
  for (let pass = 0; pass < 6; pass++) {
    let moved = false;
    for (let i = order.length - 1; i >= 0; i--) {
      const v = order[i]!;
      const outs = out.start[v + 1]! - out.start[v]!;
      const ins = into.start[v + 1]! - into.start[v]!;
      if (outs === 0 || outs <= ins) continue;
      let limit = Number.POSITIVE_INFINITY;
      for (let k = out.start[v]!; k < out.start[v + 1]!; k++) {
        const w = links.to[out.items[k]!]!;
        if (w !== v) limit = Math.min(limit, layer[w]! - 1);
      }
      if (limit !== Number.POSITIVE_INFINITY && limit > layer[v]!) {
        layer[v] = limit;
        moved = true;
      }
    }
    if (!moved) break;
  }
  const least = layer.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return Uint32Array.from(layer, (value) => value - (count > 0 ? least : 0));
}
