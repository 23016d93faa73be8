import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { CacheBadge } from "./CacheBadge";

const now = Date.now();

it("says when a cached answer expires", () => {
  const { container } = render(
    <CacheBadge cache={{ hit: true, receivedAt: now, expiresAt: now + 24 * 60_000 }} />,
  );
  const badge = container.querySelector<HTMLElement>("[data-cache=HIT]");
  expect(badge?.textContent).toBe("cached · expires in 24 min");
});

it("says fresh of an answer from the source", () => {
  render(<CacheBadge cache={{ hit: false, receivedAt: now, expiresAt: null }} />);
  expect(screen.getByText("fresh").dataset.cache).toBe("MISS");
});
