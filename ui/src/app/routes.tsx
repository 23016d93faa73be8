import { createBrowserRouter, isRouteErrorResponse, useRouteError } from "react-router";
import { Page } from "../ui/Page";
import { Empty, ErrorNotice } from "../ui/State";
import { HomePage } from "./HomePage";
import { Shell } from "./Shell";

/** Pages that few visits begin with are loaded when they are gone to. */
export const router = createBrowserRouter([
  {
    Component: Shell,
    children: [
      {
        ErrorBoundary: Broken,
        HydrateFallback: () => null,
        children: [
          { path: "/", Component: HomePage },
          {
            path: "/lineage/*",
            lazy: async () => ({ Component: (await import("../lineage/LineagePage")).LineagePage }),
          },
          {
            path: "/impact/*",
            lazy: async () => ({ Component: (await import("../impact/ImpactPage")).ImpactPage }),
          },
          {
            path: "/search",
            lazy: async () => ({ Component: (await import("../search/SearchPage")).SearchPage }),
          },
          {
            path: "/changes",
            lazy: async () => ({ Component: (await import("../changes/ChangesPage")).ChangesPage }),
          },
          {
            path: "/coverage",
            lazy: async () => ({ Component: (await import("../status/CoveragePage")).CoveragePage }),
          },
          {
            path: "/status",
            lazy: async () => ({ Component: (await import("../status/StatusPage")).StatusPage }),
          },
          { path: "*", Component: NotFound },
        ],
      },
    ],
  },
]);

function NotFound() {
  return (
    <Page title="No such page">
      <Empty title="This address leads nowhere">Choose a page above, or a table on the left.</Empty>
    </Page>
  );
}

/** What stands in the place of a page that broke; the rest of the window goes on. */
function Broken() {
  const error = useRouteError();
  const message = isRouteErrorResponse(error)
    ? error.statusText
    : error instanceof Error
      ? error.message
      : String(error);
  return (
    <Page title="This page broke">
      <ErrorNotice
        error={{ message }}
        title="Something went wrong while it was drawn."
        onRetry={() => window.location.reload()}
      />
    </Page>
  );
}
