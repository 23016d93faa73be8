/** Edges on a canvas, a few dozen to a stroke: one path for many lines is fast, one for all of them is slow again. */

import { arrowhead, type PathSink, traceEdge, traceLink } from "./edge-path";
import { CARD_WIDTH } from "./geometry";
import { edgeColour, type Palette } from "./palette";
import type { Scene } from "./scene";
import { isDirect, SUBTYPES } from "./types";

export interface EdgeStyle {
  readonly palette: Palette;
  readonly zoom: number;
  /** Pixels on screen. */
  readonly width: number;
  readonly alpha: number;
  readonly dashes: boolean;
  readonly arrows: boolean;
  /** Straight lines without bends, for when thousands are drawn. */
  readonly straight: boolean;
}

const PER_STROKE = 32;
/** Confidence from which an edge counts as sure, fairly sure, doubtful; and how strongly each is drawn. */
const CONFIDENCE = [
  { from: 0.9, alpha: 1 },
  { from: 0.7, alpha: 0.72 },
  { from: 0, alpha: 0.45 },
];

/** Draw column edges; yields after each stroke, so that a long drawing can be spread over frames. */
export function* drawEdges(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  edges: readonly number[],
  linkOf: Uint32Array,
  style: EdgeStyle,
): Generator<void> {
  const { rank, confidence, to } = scene.view;
  for (const bucket of buckets(
    edges,
    (edge) => rank[edge]!,
    (edge) => confidence[edge]!,
  )) {
    applyStyle(ctx, style, bucket.rank, bucket.alpha);
    for (let i = 0; i < bucket.items.length; i += PER_STROKE) {
      const some = bucket.items.slice(i, i + PER_STROKE);
      ctx.beginPath();
      for (const edge of some) traceEdge(ctx, scene, edge, linkOf[edge]!);
      ctx.stroke();
      if (style.arrows) {
        ctx.beginPath();
        for (const edge of some) {
          const y = scene.y[scene.view.portCard[to[edge]!]!]! + scene.geometry.portY[to[edge]!]!;
          arrow(ctx, arrowhead(scene, linkOf[edge]!, y));
        }
        ctx.fill();
      }
      yield;
    }
  }
  finish(ctx);
}

/** Draw links as one line each. */
export function* drawLinks(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  links: readonly number[],
  style: EdgeStyle,
): Generator<void> {
  const { linkRank, linkFrom, linkTo } = scene.view;
  for (const bucket of buckets(
    links,
    (link) => linkRank[link]!,
    () => 1,
  )) {
    applyStyle(ctx, style, bucket.rank, bucket.alpha);
    for (let i = 0; i < bucket.items.length; i += PER_STROKE) {
      const some = bucket.items.slice(i, i + PER_STROKE);
      ctx.beginPath();
      for (const link of some) {
        if (style.straight) straight(ctx, scene, linkFrom[link]!, linkTo[link]!, link);
        else traceLink(ctx, scene, link);
      }
      ctx.stroke();
      if (style.arrows) {
        ctx.beginPath();
        for (const link of some) {
          arrow(ctx, arrowhead(scene, link, scene.y[linkTo[link]!]! + scene.linkToY[link]!));
        }
        ctx.fill();
      }
      yield;
    }
  }
  finish(ctx);
}

interface Bucket {
  readonly rank: number;
  readonly alpha: number;
  readonly items: number[];
}

/** Things of one colour and one strength, weakest subtypes first so that the strongest lie on top. */
function buckets(
  things: readonly number[],
  rankOf: (thing: number) => number,
  confidenceOf: (thing: number) => number,
): Bucket[] {
  const all: Bucket[] = [];
  for (let rank = 0; rank < SUBTYPES.length; rank++) {
    for (const { alpha } of CONFIDENCE.toReversed()) all.push({ rank, alpha, items: [] });
  }
  for (const thing of things) {
    const level = CONFIDENCE.findIndex(({ from }) => confidenceOf(thing) >= from);
    all[rankOf(thing) * CONFIDENCE.length + (CONFIDENCE.length - 1 - Math.max(0, level))]!.items.push(thing);
  }
  return all.filter(({ items }) => items.length > 0);
}

function applyStyle(ctx: CanvasRenderingContext2D, style: EdgeStyle, rank: number, alpha: number): void {
  ctx.globalAlpha = style.alpha * alpha;
  ctx.strokeStyle = edgeColour(style.palette, rank);
  ctx.fillStyle = ctx.strokeStyle;
  ctx.lineWidth = style.width / style.zoom;
  ctx.setLineDash(style.dashes && !isDirect(rank) ? [5 / style.zoom, 4 / style.zoom] : []);
}

function finish(ctx: CanvasRenderingContext2D): void {
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

function straight(sink: PathSink, scene: Scene, from: number, to: number, link: number): void {
  sink.moveTo(scene.x[from]! + CARD_WIDTH, scene.y[from]! + scene.linkFromY[link]!);
  sink.lineTo(scene.x[to]!, scene.y[to]! + scene.linkToY[link]!);
}

function arrow(ctx: CanvasRenderingContext2D, corners: readonly number[]): void {
  ctx.moveTo(corners[0]!, corners[1]!);
  ctx.lineTo(corners[2]!, corners[3]!);
  ctx.lineTo(corners[4]!, corners[5]!);
  ctx.closePath();
}
