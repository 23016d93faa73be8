import { ArrowDown } from "lucide-react";
import { Link } from "react-router";
import { readable } from "../../api/ids";
import { lineageLink } from "../../api/links";

/** What an edge leads from and to, each a link to its own lineage. */
export function Ends({ source, target }: { source: string; target: string }) {
  return (
    <div className="rounded-lg bg-sunken p-3 text-[13px]">
      <Link className="block wrap-anywhere hover:text-accent hover:underline" to={lineageLink(source)}>
        {readable(source)}
      </Link>
      <ArrowDown role="img" aria-label="gives" size={14} className="my-1 text-muted" />
      <Link
        className="block font-medium wrap-anywhere hover:text-accent hover:underline"
        to={lineageLink(target.replace(/\/\*$/, ""))}
      >
        {readable(target)}
        {target.endsWith("/*") && " (every row)"}
      </Link>
    </div>
  );
}
