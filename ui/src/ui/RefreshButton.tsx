import { RefreshCw } from "lucide-react";
import { IconButton } from "./Button";

interface Props {
  /** What is asked anew, as "Refresh the asset list". */
  label: string;
  refreshing: boolean;
  disabled?: boolean;
  onRefresh(): void;
}

/** Asks the source past the cache; it spins while it does, and a second press meanwhile does nothing. */
export function RefreshButton({ label, refreshing, disabled, onRefresh }: Props) {
  return (
    <IconButton
      label={label}
      aria-busy={refreshing}
      disabled={disabled}
      onClick={refreshing ? undefined : onRefresh}
      icon={<RefreshCw aria-hidden size={16} className={refreshing ? "animate-spin" : ""} />}
    />
  );
}
