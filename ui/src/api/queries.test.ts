import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import { serve } from "../fake-server";
import { ApiError, get } from "./client";
import { asked, dataset, impact, known, namespaces, refresh, refreshEvery } from "./queries";

const V2 = "/api/v2/openlineage";
let client: QueryClient;

beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
});

describe("refresh", () => {
  it("asks past the cache and keeps the answer under the plain question", async () => {
    const server = serve({ [`${V2}/namespaces`]: { namespaces: ["old"] } });
    await client.fetchQuery(asked(namespaces()));
    server.replies[`${V2}/namespaces`] = { body: { namespaces: ["new"] } };
    const answer = await refresh(client, namespaces());
    expect(server.asked).toEqual([`${V2}/namespaces`, `${V2}/namespaces?refresh=true`]);
    expect(answer.cache).toMatchObject({ hit: false, refreshed: true });
    expect(known(client, namespaces())?.data?.data).toEqual({ namespaces: ["new"] });
    expect(await client.fetchQuery(asked(namespaces()))).toEqual(answer);
    expect(server.asked).toHaveLength(2);
  });
});

describe("refreshEvery", () => {
  it("asks all that match, forgets what is gone, and leaves the rest", async () => {
    const server = serve({
      [`${V2}/datasets/D.A`]: { name: "D.A" },
      [`${V2}/datasets/D.B`]: { name: "D.B" },
      [`${V2}/namespaces`]: { namespaces: [] },
    });
    for (const it of [dataset("D.A"), dataset("D.B"), namespaces()])
      await client.fetchQuery(asked<unknown>(it));
    delete server.replies[`${V2}/datasets/D.B`];
    server.asked.length = 0;
    await refreshEvery(client, (path) => path.includes("/datasets/"));
    expect(server.asked.sort()).toEqual([
      `${V2}/datasets/D.A?refresh=true`,
      `${V2}/datasets/D.B?refresh=true`,
    ]);
    expect(known(client, dataset("D.A"))?.data?.cache?.refreshed).toBe(true);
    expect(known(client, dataset("D.B"))).toBeUndefined();
  });

  it("keeps what it had where the source does not answer, and says so", async () => {
    const server = serve({ [`${V2}/datasets/D.A`]: { name: "D.A" } });
    await client.fetchQuery(asked(dataset("D.A")));
    server.replies[`${V2}/datasets/D.A`] = { status: 503, body: { detail: "The source does not answer." } };
    await expect(refreshEvery(client, () => true)).rejects.toThrow("The source does not answer.");
    expect(known(client, dataset("D.A"))?.data?.data.name).toBe("D.A");
  });
});

describe("questions", () => {
  it("spell ids so that the server reads them back", async () => {
    const server = serve({});
    await expect(client.fetchQuery(asked(impact('D."a/b"/c d', 3, true)))).rejects.toThrow(ApiError);
    expect(server.asked).toEqual([`${V2}/impact/D.%22a/b%22/c%20d?maxDepth=3&include=direct%2Cindirect`]);
  });
});

describe("get", () => {
  it("tells a problem with its code and request id", async () => {
    serve({});
    const error = await get("/nothing").catch((it: unknown) => it);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 404,
      code: "NOT_FOUND",
      requestId: "r-1",
      message: "It is not known.",
    });
  });

  it("reads when an entry expires and whether the cache answered", async () => {
    serve({ "/x": {} });
    const first = await get("/x");
    const second = await get("/x");
    expect([first.cache?.hit, second.cache?.hit]).toEqual([false, true]);
    expect(second.cache!.expiresAt! - second.cache!.receivedAt).toBe(1_800_000);
  });
});
