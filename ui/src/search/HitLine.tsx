import { TypeBadge, TypeIcon } from "../ui/asset-type";
import { type Hit, marked } from "./results";

/** What a hit is and where, with the matched part marked. */
export function HitLine({ hit, query }: { hit: Hit; query: string }) {
  return (
    <>
      <TypeIcon type={hit.type} />
      <span className="min-w-0 flex-1 truncate">
        {marked(hit.name, query).map((part, index) =>
          part.hit ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text in their order
            <mark key={index} className="rounded-xs bg-accent-soft text-accent">
              {part.text}
            </mark>
          ) : (
            part.text
          ),
        )}
        {hit.note && <span className="ml-2 text-xs text-muted">{hit.note}</span>}
      </span>
      {hit.type !== "FIELD" && hit.type !== "DATABASE" && <TypeBadge type={hit.type} />}
    </>
  );
}
