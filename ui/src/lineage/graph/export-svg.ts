/** The whole picture as SVG, with text that can be searched and copied. */

import { CLUSTER_LABEL, clustersOf } from "./clusters";
import { RADIUS, subtitle, TEXT_LEFT, TITLE_LEFT } from "./draw-cards";
import { arrowhead, type PathSink, traceEdge } from "./edge-path";
import { wholeRect } from "./export-png";
import { CARD_PADDING, CARD_WIDTH, HEADER_HEIGHT, hasFooter, ROW_HEIGHT } from "./geometry";
import { iconOutline } from "./icons";
import type { Look } from "./look";
import { edgeColour, kindOf } from "./palette";
import type { Scene } from "./scene";
import { ROW_FONT, SANS, SMALL_FONT, TITLE_FONT } from "./text";
import { portName, portType } from "./to-view";
import { topologyOf } from "./topology";
import { isDirect } from "./types";

const DIMMED = 0.16;

/** An SVG document of a scene; what is not lit is dimmed where anything is lit. */
export function renderSvg(scene: Scene, look: Look, title: string): string {
  const rect = wholeRect(scene);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${rect.x} ${rect.y} ${rect.width} ${rect.height}" width="${rect.width}" height="${rect.height}" font-family="${xml(SANS)}">`,
    `<title>${xml(title)}</title>`,
    `<rect x="${rect.x}" y="${rect.y}" width="${rect.width}" height="${rect.height}" fill="${look.palette.canvas}"/>`,
  ];
  if (look.clusters) {
    for (const cluster of clustersOf(scene)) {
      parts.push(
        `<rect x="${cluster.x}" y="${cluster.y}" width="${cluster.width}" height="${cluster.height}" rx="12" fill="${look.palette.cluster}" stroke="${look.palette.clusterBorder}"/>`,
        textAt(
          cluster.x + 14,
          cluster.y + CLUSTER_LABEL / 2 + 9,
          cluster.database,
          12,
          look.palette.muted,
          "600",
        ),
      );
    }
  }
  const { linkOf } = topologyOf(scene.view);
  for (let edge = 0; edge < scene.view.from.length; edge++)
    parts.push(edgeSvg(scene, look, edge, linkOf[edge]!));
  for (let card = 0; card < scene.view.cards.length; card++) parts.push(cardSvg(scene, look, card));
  parts.push("</svg>");
  return parts.join("\n");
}

function edgeSvg(scene: Scene, look: Look, edge: number, link: number): string {
  const { view } = scene;
  const path = new PathText();
  traceEdge(path, scene, edge, link);
  const rank = view.rank[edge]!;
  const colour = edgeColour(look.palette, rank);
  const dimmed = look.lit && !look.lit.edges[edge] ? DIMMED : 1;
  const opacity = number(dimmed * (0.4 + 0.6 * view.confidence[edge]!));
  const end = view.to[edge]!;
  const corners = arrowhead(scene, link, scene.y[view.portCard[end]!]! + scene.geometry.portY[end]!);
  const [tip, ...back] = [0, 2, 4].map((i) => `${number(corners[i]!)} ${number(corners[i + 1]!)}`);
  const dash = isDirect(rank) ? "" : ' stroke-dasharray="5 4"';
  return `<g opacity="${opacity}"><path d="${path.text}" fill="none" stroke="${colour}" stroke-width="1.35"${dash}/><path d="M${tip}L${back.join(" ")}z" fill="${colour}"/></g>`;
}

function cardSvg(scene: Scene, look: Look, card: number): string {
  const { view, geometry } = scene;
  const { palette, fitter } = look;
  const it = view.cards[card]!;
  const kind = kindOf(palette, it.kind);
  const [x, y, height] = [scene.x[card]!, scene.y[card]!, geometry.height[card]!];
  const badge = fitter.width(kind.label, TITLE_FONT) * 0.78 + 10;
  const right = x + CARD_WIDTH - 14;
  const parts = [
    `<g opacity="${look.lit && !look.lit.cards[card] ? DIMMED * 2 : 1}">`,
    `<rect x="${x}" y="${y}" width="${CARD_WIDTH}" height="${height}" rx="${RADIUS}" fill="${palette.card}" stroke="${it.depth === 0 ? palette.accent : palette.border}"/>`,
    `<path d="M${x} ${y + HEADER_HEIGHT}v${RADIUS - HEADER_HEIGHT}a${RADIUS} ${RADIUS} 0 0 1 ${RADIUS} ${-RADIUS}h${CARD_WIDTH - 2 * RADIUS}a${RADIUS} ${RADIUS} 0 0 1 ${RADIUS} ${RADIUS}v${HEADER_HEIGHT - RADIUS}z" fill="${kind.tint}"/>`,
    `<path transform="translate(${x + 13} ${y + 8})" d="${iconOutline(it.kind)}" fill="none" stroke="${kind.colour}" stroke-width="1.3" stroke-linejoin="round"/>`,
    textAt(
      x + TITLE_LEFT,
      y + 21,
      fitter.cut(it.title, TITLE_FONT, CARD_WIDTH - TITLE_LEFT - badge - 22),
      13,
      palette.ink,
      "600",
    ),
    textAt(right, y + 21, kind.label, 9.5, kind.colour, "600", "end"),
    textAt(
      x + TITLE_LEFT,
      y + 37,
      fitter.cut(subtitle(scene, card), SMALL_FONT, CARD_WIDTH - 60),
      11,
      palette.muted,
    ),
  ];
  for (let port = it.firstPort + 1; port <= it.firstPort + it.rowCount; port++) {
    if (!geometry.shown[port]) continue;
    const base = y + geometry.portY[port]! + 4.5;
    const type = fitter.cut(portType(view, port) ?? "", SMALL_FONT, 104);
    const room = CARD_WIDTH - 2 * TEXT_LEFT - (type ? Math.ceil(fitter.width(type, SMALL_FONT)) + 10 : 0);
    parts.push(
      textAt(x + TEXT_LEFT, base, fitter.cut(portName(view, port), ROW_FONT, room), 13, palette.ink),
    );
    if (type) parts.push(textAt(x + CARD_WIDTH - TEXT_LEFT, base, type, 11, palette.muted, undefined, "end"));
  }
  if (hasFooter(view, geometry, card) && geometry.hidden[card]! > 0) {
    const base = y + height - CARD_PADDING / 2 - ROW_HEIGHT / 2 + 4;
    parts.push(textAt(x + TEXT_LEFT, base, `and ${geometry.hidden[card]} more`, 11, palette.muted));
  }
  parts.push("</g>");
  return parts.join("");
}

function textAt(
  x: number,
  y: number,
  text: string,
  size: number,
  fill: string,
  weight?: string,
  anchor?: string,
): string {
  const more = `${weight ? ` font-weight="${weight}"` : ""}${anchor ? ` text-anchor="${anchor}"` : ""}`;
  return `<text x="${number(x)}" y="${number(y)}" font-size="${size}" fill="${fill}"${more}>${xml(text)}</text>`;
}

class PathText implements PathSink {
  text = "";

  moveTo(x: number, y: number): void {
    this.text += `M${number(x)} ${number(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.text += `L${number(x)} ${number(y)}`;
  }

  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.text += `C${[x1, y1, x2, y2, x, y].map(number).join(" ")}`;
  }
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** XML forbids most control characters even when escaped; they become a visible replacement. */
function xml(text: string): string {
  return (
    text
      .replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
  );
}
