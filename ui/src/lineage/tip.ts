import { percent } from "../ui/format";
import { SUBTYPE_NAMES } from "./graph/palette";
import type { Picked } from "./graph/pick";
import type { Scene } from "./graph/scene";
import { portName, portType } from "./graph/to-view";
import { SUBTYPES } from "./graph/types";

/** The full name of what the pointer is on, which a card may have had to cut. */
export function tipOf(scene: Scene, hover: Picked | null): string | undefined {
  const { view } = scene;
  if (hover?.kind === "header") {
    const card = view.cards[hover.card];
    return (
      card && (card.database && card.kind !== "DATABASE" ? `${card.database}.${card.title}` : card.title)
    );
  }
  if (hover?.kind === "row" && hover.port < view.portCard.length) {
    const type = portType(view, hover.port);
    return type ? `${portName(view, hover.port)}  ${type}` : portName(view, hover.port);
  }
  if (hover?.kind === "grow") return hover.side === "upstream" ? "Next hop upstream" : "Next hop downstream";
  if (hover?.kind !== "edge") return undefined;
  const [from, to] = [view.from[hover.edge], view.to[hover.edge]];
  if (from === undefined || to === undefined) return undefined;
  const subtype = SUBTYPE_NAMES[SUBTYPES[view.rank[hover.edge]!]!];
  return `${portName(view, from)} → ${portName(view, to)}\n${subtype}, confidence ${percent(view.confidence[hover.edge]!, 1)}`;
}
