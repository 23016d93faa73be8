/** How a type of asset looks: an icon, a name and the short badge that data engineers know. */
import {
  Braces,
  ChevronsLeftRightEllipsis,
  Columns3,
  Database,
  Eye,
  FileText,
  Globe,
  Layers,
  type LucideIcon,
  Server,
  Table2,
  TableProperties,
  Workflow,
} from "lucide-react";

interface AssetType {
  name: string;
  badge: string;
  icon: LucideIcon;
}

const TYPES: Record<string, AssetType> = {
  TABLE: { name: "Table", badge: "TABLE", icon: Table2 },
  VIEW: { name: "View", badge: "VIEW", icon: Eye },
  MATERIALIZED_VIEW: { name: "Join index", badge: "MVIEW", icon: Layers },
  VOLATILE_TABLE: { name: "Volatile table", badge: "VOLATILE", icon: ChevronsLeftRightEllipsis },
  GLOBAL_TEMPORARY_TABLE: { name: "Global temporary table", badge: "GTT", icon: TableProperties },
  MACRO: { name: "Macro", badge: "MACRO", icon: Braces },
  PROCEDURE: { name: "Procedure", badge: "PROC", icon: Workflow },
  FILE: { name: "File", badge: "FILE", icon: FileText },
  EXTERNAL: { name: "External", badge: "EXT", icon: Globe },
  NAMESPACE: { name: "System", badge: "SYSTEM", icon: Server },
  DATABASE: { name: "Database", badge: "DB", icon: Database },
  FIELD: { name: "Column", badge: "COL", icon: Columns3 },
};

/** The types that datasets may have, in the order they are offered. */
export const DATASET_TYPES = Object.keys(TYPES).slice(0, 9);

export function assetType(type: string): AssetType {
  return TYPES[type] ?? { name: type, badge: type, icon: Table2 };
}

export function TypeIcon({ type, size = 16 }: { type: string; size?: number }) {
  const { icon: Icon } = assetType(type);
  return <Icon aria-hidden size={size} className="shrink-0 text-muted" />;
}

export function TypeBadge({ type }: { type: string }) {
  const { name, badge } = assetType(type);
  return (
    <abbr
      title={name}
      className="inline-block shrink-0 rounded bg-sunken px-1.5 py-0.5 text-[11px] leading-4 font-medium tracking-wide text-muted no-underline"
    >
      {badge}
    </abbr>
  );
}
