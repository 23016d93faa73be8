import { Outlet } from "react-router";

/** What stands around every page. */
export function Shell() {
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-12 items-center border-b border-line bg-surface px-4 font-semibold">
        TeraLineage
      </header>
      <div className="flex min-h-0 flex-1 flex-col">
        <Outlet />
      </div>
    </div>
  );
}
