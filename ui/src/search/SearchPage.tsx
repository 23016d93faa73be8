import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search, SearchX } from "lucide-react";
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { asked, search } from "../api/queries";
import { CacheBadge } from "../ui/CacheBadge";
import { count } from "../ui/format";
import { Page } from "../ui/Page";
import { Empty, ErrorNotice, SkeletonRows } from "../ui/State";
import { useSettled } from "../ui/settled";
import { HitLine } from "./HitLine";
import { groupsOf } from "./results";

const LIMIT = 100;

/** Everything whose name is like the text in the address's `q`. */
export function SearchPage() {
  const [params, setParams] = useSearchParams();
  const [text, setText] = useState(params.get("q") ?? "");
  const query = useSettled(text.trim(), 200);
  useEffect(() => {
    setParams(query ? { q: query } : {}, { replace: true });
  }, [query, setParams]);
  const enough = query.length >= 2;
  const { data, error, isPending, refetch } = useQuery({
    ...asked(search(query, LIMIT)),
    enabled: enough,
    placeholderData: keepPreviousData,
  });
  return (
    <Page title="Search" actions={<CacheBadge cache={data?.cache} />}>
      <search className="relative block max-w-2xl">
        <Search aria-hidden size={16} className="absolute top-3 left-3.5 text-muted" />
        <input
          type="search"
          aria-label="Search databases, tables and columns"
          placeholder="A part of a name: customer, order_id, SALES_DW"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-10 w-full rounded-lg border border-edge/60 bg-surface pr-4 pl-10 placeholder:text-muted"
        />
      </search>
      {!enough ? (
        <Empty icon={<Search aria-hidden size={32} />} title="What are you looking for?">
          Type at least two characters. Exact names come first, then beginnings, parts, and close spellings.
        </Empty>
      ) : error ? (
        <ErrorNotice error={error} title="The search did not work." onRetry={() => refetch()} />
      ) : isPending ? (
        <SkeletonRows rows={10} label="Searching" />
      ) : (
        <Found groups={groupsOf(data.data)} query={query} />
      )}
    </Page>
  );
}

function Found({ groups, query }: { groups: ReturnType<typeof groupsOf>; query: string }) {
  if (groups.length === 0) {
    return (
      <Empty icon={<SearchX aria-hidden size={32} />} title={`Nothing is named like “${query}”`}>
        Try a shorter part of the name, or browse the assets on the left.
      </Empty>
    );
  }
  return groups.map((group) => (
    <section key={group.name} aria-label={group.name}>
      <h2 className="mb-2 flex items-baseline gap-2 font-semibold">
        {group.name}
        <span className="text-[13px] font-normal text-muted tabular-nums">
          {count(group.hits.length)}
          {group.hits.length === LIMIT && " or more"}
        </span>
      </h2>
      <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface">
        {group.hits.map((hit) => (
          <li key={hit.key}>
            <Link
              to={hit.href}
              className="flex h-10 items-center gap-3 px-4 hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <HitLine hit={hit} query={query} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}
