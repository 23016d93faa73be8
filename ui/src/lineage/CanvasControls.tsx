import { Boxes, Expand, Focus, Maximize, Minus, Plus } from "lucide-react";
import { IconButton } from "../ui/Button";

interface Props {
  clusters: boolean;
  hasSelection: boolean;
  onZoom(factor: number): void;
  onFit(): void;
  onFitSelection(): void;
  onClusters(): void;
  onFullscreen(): void;
}

const STEP = 1.25;
const SIZE = 16;

/** The buttons that move the picture, in its upper right corner. */
export function CanvasControls(props: Props) {
  return (
    <div
      role="toolbar"
      aria-label="View"
      aria-orientation="vertical"
      className="absolute top-3 right-3 flex flex-col rounded-lg border border-line bg-surface/95 p-0.5 print:hidden"
    >
      <IconButton
        label="Zoom in"
        shortcut="+"
        icon={<Plus aria-hidden size={SIZE} />}
        onClick={() => props.onZoom(STEP)}
      />
      <IconButton
        label="Zoom out"
        shortcut="-"
        icon={<Minus aria-hidden size={SIZE} />}
        onClick={() => props.onZoom(1 / STEP)}
      />
      <IconButton
        label="Fit the whole graph"
        shortcut="F"
        icon={<Maximize aria-hidden size={SIZE} />}
        onClick={props.onFit}
      />
      <IconButton
        label="Fit the selection"
        shortcut="Shift F"
        icon={<Focus aria-hidden size={SIZE} />}
        disabled={!props.hasSelection}
        onClick={props.onFitSelection}
      />
      <IconButton
        label="Group by database"
        shortcut="Ctrl G"
        pressed={props.clusters}
        icon={<Boxes aria-hidden size={SIZE} />}
        onClick={props.onClusters}
      />
      <IconButton
        label="Full screen"
        icon={<Expand aria-hidden size={SIZE} />}
        onClick={props.onFullscreen}
      />
    </div>
  );
}
