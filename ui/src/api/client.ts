/** One way to ask the server: JSON in, the cache's headers beside it, problems as `ApiError`. */

/** What the cache said of an answer; times are `Date.now()` milliseconds. */
export interface CacheState {
  hit: boolean;
  /** The answer was asked past the cache, with `refresh=true`. */
  refreshed: boolean;
  receivedAt: number;
  /** When the entry expires; null where no entry exists, as when Redis is down. */
  expiresAt: number | null;
}

export interface Answer<T> {
  data: T;
  /** Null for endpoints that read nothing through the cache. */
  cache: CacheState | null;
}

export type Params = Readonly<Record<string, string | number | boolean | null | undefined>>;

interface Problem {
  title?: string;
  detail?: string;
  code?: string;
  request_id?: string;
  suggestions?: string[];
  candidates?: string[];
  details?: { field: string; message: string }[];
}

/** The server said no, or did not answer (`status` 0). */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly suggestions: readonly string[];
  readonly details: readonly { field: string; message: string }[];

  constructor(status: number, problem: Problem, requestId: string | null) {
    super(problem.detail ?? problem.title ?? "The server did not say what went wrong.");
    this.status = status;
    this.code = problem.code ?? "UNKNOWN";
    this.requestId = problem.request_id ?? requestId;
    this.suggestions = problem.suggestions ?? problem.candidates ?? [];
    this.details = problem.details ?? [];
  }
}

/** An id as part of a path: its slashes stay, all else that needs it is percent-encoded. */
export function encodeId(id: string): string {
  return id.split("/").map(encodeURIComponent).join("/");
}

/** Path and parameters as an address; unset parameters are left out. */
export function address(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

interface Options<T> {
  readonly signal?: AbortSignal | undefined;
  /** How the answer's bytes become a document; as JSON where this is not said. */
  readonly read?: ((bytes: ArrayBuffer) => Promise<T>) | undefined;
}

/** GET a document. Throws `ApiError`, or the signal's own error when it was called off. */
export async function get<T>(
  path: string,
  params: Params = {},
  { signal, read }: Options<T> = {},
): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(address(path, params), {
      headers: { Accept: "application/json" },
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, { detail: "The server does not answer.", code: "UNREACHABLE" }, null);
  }
  const requestId = response.headers.get("X-Request-ID");
  if (!response.ok) throw new ApiError(response.status, await problemOf(response), requestId);
  const data = read ? await read(await response.arrayBuffer()) : ((await response.json()) as T);
  return { data, cache: cacheStateOf(response.headers, params.refresh === true) };
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return { detail: `The server answered ${response.status} ${response.statusText}`.trim() };
  }
}

function cacheStateOf(headers: Headers, refreshed: boolean): CacheState | null {
  const state = headers.get("X-Cache");
  if (state === null) return null;
  const ttl = headers.get("X-Cache-TTL");
  const receivedAt = Date.now();
  return {
    hit: state === "HIT",
    refreshed,
    receivedAt,
    expiresAt: ttl === null ? null : receivedAt + Number(ttl) * 1000,
  };
}
