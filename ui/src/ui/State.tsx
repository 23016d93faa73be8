import { CircleAlert, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Button } from "./Button";

interface Fault {
  message: string;
  code?: string;
  requestId?: string | null;
  suggestions?: readonly string[];
  details?: readonly { field: string; message: string }[];
}

interface ErrorNoticeProps {
  error: Fault;
  /** What did not work, as "The statistics could not be loaded." */
  title?: string;
  onRetry?: (() => void) | undefined;
  /** Where a suggested name leads. */
  linkTo?: (suggestion: string) => string;
}

/** What went wrong, in the server's words, with the request id for whoever reads its log. */
export function ErrorNotice({ error, title = "That did not work.", onRetry, linkTo }: ErrorNoticeProps) {
  return (
    <div role="alert" className="flex gap-3 rounded-lg border border-line bg-danger-soft p-4 text-sm">
      <CircleAlert aria-hidden size={20} className="shrink-0 text-danger" />
      <div className="min-w-0 flex-1 space-y-2">
        <p className="font-semibold">{title}</p>
        <p className="wrap-anywhere">{error.message}</p>
        {error.details?.map((detail) => (
          <p key={detail.field} className="wrap-anywhere">
            <code className="font-mono text-[13px]">{detail.field}</code>: {detail.message}
          </p>
        ))}
        {!!error.suggestions?.length && (
          <p className="wrap-anywhere">
            Did you mean{" "}
            {error.suggestions.map((name, index) => (
              <span key={name}>
                {index > 0 && ", "}
                {linkTo ? (
                  <Link className="text-accent underline underline-offset-2" to={linkTo(name)}>
                    {name}
                  </Link>
                ) : (
                  name
                )}
              </span>
            ))}
            ?
          </p>
        )}
        {(error.requestId || error.code) && (
          <p className="text-xs text-muted">
            {error.code}
            {error.requestId && (
              <>
                {" · request "}
                <code className="font-mono select-all">{error.requestId}</code>
              </>
            )}
          </p>
        )}
        {onRetry && (
          <Button onClick={onRetry} icon={<RotateCw aria-hidden size={14} />}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

interface EmptyProps {
  icon?: ReactNode;
  title: string;
  /** What to do next. */
  children?: ReactNode;
}

/** Nothing here, and what to do about it. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-12 text-center">
      {icon && <span className="mb-2 text-edge">{icon}</span>}
      <p className="font-semibold">{title}</p>
      {children && <div className="text-muted">{children}</div>}
    </div>
  );
}

/** A grey bar in the place of text that is on its way. */
export function Skeleton({ className = "" }: { className?: string }) {
  return <span aria-hidden className={`block h-4 animate-pulse rounded bg-sunken ${className}`} />;
}

const WIDTHS = ["w-3/4", "w-1/2", "w-2/3", "w-5/6", "w-2/5"];

/** As many grey rows as the answer will likely have. */
export function SkeletonRows({ rows = 6, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="space-y-4 py-2">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey rows have no identity but their place
        <Skeleton key={row} className={WIDTHS[row % WIDTHS.length]!} />
      ))}
    </div>
  );
}
