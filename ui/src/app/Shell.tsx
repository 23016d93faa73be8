import { PanelLeft, PanelLeftClose } from "lucide-react";
import { useMemo } from "react";
import { Link, NavLink, Outlet, useLocation } from "react-router";
import { databaseLink, impactLink, lineageLink } from "../api/links";
import { AssetBrowser } from "../browse/AssetBrowser";
import { Palette } from "../search/Palette";
import { IconButton } from "../ui/Button";
import { Logo } from "../ui/Logo";
import { Resizer } from "../ui/Resizer";
import { useStored } from "../ui/stored";
import { ThemeMenu } from "./ThemeMenu";

const PAGES = [
  { to: "/lineage", name: "Lineage" },
  { to: "/impact", name: "Impact" },
  { to: "/changes", name: "Changes" },
  { to: "/coverage", name: "Coverage" },
  { to: "/status", name: "Status" },
];

/** What stands around every page: the bar on top and the assets on the left. */
export function Shell() {
  const [width, setWidth] = useStored("browser.width", 304);
  const [open, setOpen] = useStored("browser.shown", true);
  const { pathname } = useLocation();
  const view = pathname.startsWith("/impact") ? "impact" : "lineage";
  const hrefs = useMemo(() => {
    const link = view === "impact" ? impactLink : lineageLink;
    return { database: databaseLink, dataset: (id: string) => link(id), field: (id: string) => link(id) };
  }, [view]);

  return (
    <div className="flex h-full min-w-[960px] flex-col print:block print:h-auto">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-16 rounded-md bg-ink px-3 py-2 text-canvas focus:translate-y-0"
      >
        Skip to the page
      </a>
      <header className="flex h-14 shrink-0 items-center gap-4 border-b border-line bg-surface pr-4 pl-2 print:hidden">
        <IconButton
          label={open ? "Hide the asset list" : "Show the asset list"}
          aria-expanded={open}
          icon={open ? <PanelLeftClose aria-hidden size={18} /> : <PanelLeft aria-hidden size={18} />}
          onClick={() => setOpen(!open)}
        />
        <Link to="/" className="-ml-2 flex items-center gap-2 rounded-md px-1 font-semibold tracking-tight">
          <Logo />
          TeraLineage
        </Link>
        <nav aria-label="Pages" className="flex gap-1">
          {PAGES.map((page) => (
            <NavLink
              key={page.to}
              to={page.to}
              className={({ isActive }) =>
                `flex h-8 items-center rounded-md px-3 text-[13px] font-medium transition-colors ${
                  isActive ? "bg-accent-soft text-accent" : "text-muted hover:bg-sunken hover:text-ink"
                }`
              }
            >
              {page.name}
            </NavLink>
          ))}
        </nav>
        <div className="flex flex-1 justify-end gap-2">
          <Palette />
          <ThemeMenu />
        </div>
      </header>
      <div className="flex min-h-0 flex-1 print:block">
        {open && (
          <aside
            aria-label="Asset browser"
            className="relative shrink-0 border-r border-line bg-surface print:hidden"
            style={{ width }}
          >
            <AssetBrowser hrefs={hrefs} current={assetOf(pathname)} />
            <Resizer
              label="Width of the asset list"
              edge="right"
              width={width}
              min={224}
              max={640}
              onResize={setWidth}
            />
          </aside>
        )}
        <Outlet />
      </div>
    </div>
  );
}

/** The id of the asset that an address shows. */
function assetOf(pathname: string): string | null {
  const match = /^\/(?:lineage|impact)\/(.+)$/.exec(pathname);
  return match ? match[1]!.split("/").map(decodeURIComponent).join("/") : null;
}
