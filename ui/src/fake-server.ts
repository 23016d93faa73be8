/** A server for tests: answers by path, with the cache's headers as the real one sends them, and remembers what it was asked. */
import { vi } from "vitest";

interface Reply {
  status?: number;
  body: unknown;
}

export interface FakeServer {
  /** Path and query of every request, in order. */
  asked: string[];
  /** What it answers, by path without its query; may be changed while it runs. */
  replies: Record<string, Reply>;
}

/** Stand in for `fetch`. The first answer to an address is a MISS, later ones are HITs, as long as they are not refreshed. */
export function serve(documents: Record<string, unknown>): FakeServer {
  const server: FakeServer = {
    asked: [],
    replies: Object.fromEntries(Object.entries(documents).map(([path, body]) => [path, { body }])),
  };
  const kept = new Set<string>();
  vi.stubGlobal("fetch", async (address: string) => {
    server.asked.push(address);
    const url = new URL(address, "http://server");
    const refreshed = url.searchParams.get("refresh") === "true";
    url.searchParams.delete("refresh");
    const reply = server.replies[decodeURIComponent(url.pathname)];
    const { status = 200, body } = reply ?? {
      status: 404,
      body: { status: 404, detail: "It is not known.", code: "NOT_FOUND", request_id: "r-1" },
    };
    const hit = kept.has(url.href) && !refreshed;
    kept.add(url.href);
    return new Response(JSON.stringify(body), {
      status,
      headers: { "X-Cache": hit ? "HIT" : "MISS", "X-Cache-TTL": "1800", "X-Request-ID": "r-1" },
    });
  });
  return server;
}
