import { createBrowserRouter } from "react-router";
import { LineagePage } from "../lineage/LineagePage";
import { Shell } from "./Shell";

export const router = createBrowserRouter([
  {
    Component: Shell,
    children: [
      { path: "/", element: <p className="p-6">Choose a table.</p> },
      { path: "/lineage/*", Component: LineagePage },
    ],
  },
]);
