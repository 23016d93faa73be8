import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.TERALINEAGE_ADDRESS ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    outDir: "../src/teralineage/web",
    emptyOutDir: true,
    target: "es2023",
    // Inlined data: addresses would break the content policy, which allows 'self' alone.
    assetsInlineLimit: 0,
  },
  worker: { format: "es" },
  server: {
    proxy: Object.fromEntries(
      ["/api", "/health", "/ready", "/openapi.json", "/docs"].map((path) => [path, server]),
    ),
  },
  test: {
    testTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: true,
    // Only components need a browser's objects; the rest starts at once without them.
    projects: [
      { extends: true, test: { name: "pure", environment: "node", include: ["src/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "components",
          environment: "jsdom",
          include: ["src/**/*.test.tsx"],
          setupFiles: ["src/test-setup.ts"],
        },
      },
    ],
  },
});
