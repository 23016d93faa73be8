import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ListFilter, Search, X } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { ApiError, type CacheState } from "../api/client";
import { asked, databases, namespaces, refreshEvery } from "../api/queries";
import { assetType, DATASET_TYPES } from "../ui/asset-type";
import { IconButton } from "../ui/Button";
import { CacheBadge } from "../ui/CacheBadge";
import { RefreshButton } from "../ui/RefreshButton";
import { useSettled } from "../ui/settled";
import { useStored } from "../ui/stored";
import { AssetTree } from "./AssetTree";
import { type Filter, type Hrefs, isFiltered, NO_FILTER } from "./source";

interface Props {
  hrefs: Hrefs;
  /** The id of the asset that the page shows. */
  current: string | null;
}

/** Everything that is known, to browse: a tree with filters, and a way to ask the source anew. */
export function AssetBrowser({ hrefs, current }: Props) {
  const client = useQueryClient();
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [showFilters, setShowFilters] = useStored("browser.filters", false);
  const [toggled, setToggled] = useStored<string[]>("browser.open", []);
  const [cache, setCache] = useState<CacheState | null>(null);
  const [refreshing, setRefreshing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const settled = useSettled(filter.q, 200);
  const narrowed = useDeferredValue({ ...filter, q: settled.trim() });

  function toggle(key: string) {
    setToggled(toggled.includes(key) ? toggled.filter((it) => it !== key) : [...toggled, key]);
  }

  /** Systems are open unless toggled, databases closed. */
  function open([system, ...rest]: readonly string[]) {
    const next = toggled.filter((key) => key !== system);
    const missing = rest.filter((key) => !next.includes(key));
    if (next.length < toggled.length || missing.length > 0) setToggled([...next, ...missing]);
  }

  async function refreshAll() {
    setRefreshing(true);
    setFailure(null);
    try {
      await refreshEvery(client, isListed);
    } catch (error) {
      setFailure(error instanceof ApiError ? error.message : "The refresh did not work.");
    } finally {
      setRefreshing(false);
    }
  }

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-12 items-center gap-2 pr-2 pl-4">
        <h2 className="flex-1 font-semibold">Assets</h2>
        <CacheBadge cache={cache} />
        <RefreshButton label="Refresh the asset list" refreshing={refreshing} onRefresh={refreshAll} />
      </div>
      <div className="flex items-center gap-1 px-3 pb-2">
        <FilterBox value={filter.q} onChange={(q) => setFilter({ ...filter, q })} />
        <IconButton
          label="Filter by type and database"
          pressed={showFilters}
          aria-expanded={showFilters}
          icon={<ListFilter aria-hidden size={16} />}
          onClick={() => setShowFilters(!showFilters)}
        />
      </div>
      {showFilters && <Narrowing filter={filter} onChange={setFilter} />}
      {failure && (
        <p role="alert" className="mx-3 mb-2 rounded-md bg-danger-soft px-3 py-2 text-[13px]">
          {failure}
        </p>
      )}
      <AssetTree
        key={isFiltered(narrowed) ? "filtered" : "whole"}
        filter={narrowed}
        hrefs={hrefs}
        current={current}
        toggled={new Set(toggled)}
        onToggle={toggle}
        onOpen={open}
        onCache={setCache}
      />
    </div>
  );
}

/** The lists that the tree is made of; a dataset's statistics or DDL are none of them. */
function isListed(path: string): boolean {
  return /\/namespaces(\/|$)/.test(path) || (/\/datasets\/./.test(path) && !/\/(statistics|ddl)$/.test(path));
}

function FilterBox({ value, onChange }: { value: string; onChange(value: string): void }) {
  return (
    <div className="relative min-w-0 flex-1">
      <Search aria-hidden size={14} className="absolute top-2 left-2.5 mt-px text-muted" />
      <input
        type="search"
        aria-label="Filter tables by name"
        placeholder="Filter tables"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onChange("")}
        className="h-8 w-full rounded-md border border-edge/60 bg-surface pr-7 pl-8 text-[13px] placeholder:text-muted [&::-webkit-search-cancel-button]:hidden"
      />
      {value && (
        <button
          type="button"
          aria-label="Clear the filter"
          className="absolute top-1 right-1 flex size-6 items-center justify-center rounded text-muted hover:text-ink"
          onClick={() => onChange("")}
        >
          <X aria-hidden size={14} />
        </button>
      )}
    </div>
  );
}

function Narrowing({ filter, onChange }: { filter: Filter; onChange(filter: Filter): void }) {
  const { data: systems } = useQuery(asked(namespaces()));
  const first = systems?.data.namespaces[0]?.id;
  const { data } = useQuery({
    ...asked(databases(first ?? "", { limit: 500, offset: 0 })),
    enabled: !!first,
  });
  const select = "h-8 min-w-0 flex-1 rounded-md border border-edge/60 bg-surface px-2 text-[13px]";
  return (
    <div className="flex gap-2 px-3 pb-2">
      <select
        aria-label="Type"
        className={select}
        value={filter.sourceType}
        onChange={(event) => onChange({ ...filter, sourceType: event.target.value })}
      >
        <option value="">All types</option>
        {DATASET_TYPES.map((type) => (
          <option key={type} value={type}>
            {assetType(type).name}
          </option>
        ))}
      </select>
      <select
        aria-label="Database"
        className={select}
        value={filter.database}
        onChange={(event) => onChange({ ...filter, database: event.target.value })}
      >
        <option value="">All databases</option>
        {data?.data.databases.map((it) => (
          <option key={it.name}>{it.name}</option>
        ))}
      </select>
    </div>
  );
}
