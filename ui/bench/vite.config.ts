import { join } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The benchmark's page, built as the product is. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [react(), tailwindcss()],
  worker: { format: "es" },
  build: { outDir: join(import.meta.dirname, "../test-results/bench"), emptyOutDir: true, target: "es2023" },
});
