import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// jsdom lays nothing out, so there is nothing to scroll.
Element.prototype.scrollIntoView = () => undefined;

// How long to wait for what must come; a busy machine may take its time.
configure({ asyncUtilTimeout: 20_000 });

afterEach(cleanup);
