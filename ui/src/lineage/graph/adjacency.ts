/** Neighbours of numbered things, as slices of one flat array. */

/** `items[start[i]] … items[start[i + 1] - 1]` are the indices of the edges whose key is `i`, in their order. */
export type Slices = { readonly start: Uint32Array; readonly items: Uint32Array };

/** Group the indices of `keys` by value; every value lies in 0 … count - 1. */
export function groupBy(keys: ArrayLike<number>, count: number): Slices {
  const start = new Uint32Array(count + 1);
  for (let i = 0; i < keys.length; i++) start[(keys[i] as number) + 1]!++;
  for (let i = 0; i < count; i++) start[i + 1]! += start[i]!;
  const next = start.slice(0, count);
  const items = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) items[next[keys[i] as number]!++] = i;
  return { start, items };
}

/** Indices in a new order: by key from 0 to count - 1, equal keys in the order they had. */
export function sortedBy(order: Uint32Array, keys: Uint32Array, count: number): Uint32Array {
  const next = new Uint32Array(count + 1);
  for (let i = 0; i < order.length; i++) next[keys[order[i]!]! + 1]!++;
  for (let key = 0; key < count; key++) next[key + 1]! += next[key]!;
  const sorted = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) sorted[next[keys[order[i]!]!]!++] = order[i]!;
  return sorted;
}
