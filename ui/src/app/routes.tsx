import { createBrowserRouter } from "react-router";
import { LineagePage } from "../lineage/LineagePage";
import { SearchPage } from "../search/SearchPage";
import { HomePage } from "./HomePage";
import { Shell } from "./Shell";

export const router = createBrowserRouter([
  {
    Component: Shell,
    children: [
      { path: "/", Component: HomePage },
      { path: "/lineage/*", Component: LineagePage },
      { path: "/search", Component: SearchPage },
    ],
  },
]);
