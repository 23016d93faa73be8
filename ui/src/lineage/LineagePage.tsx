import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { datasetIdOf, parseAsset } from "../api/ids";
import { asked, fieldLineage, tableLineage } from "../api/queries";

/** The graph around the asset that the address names. */
export function LineagePage() {
  const asset = useParams()["*"] ?? "";
  const name = parseAsset(asset);
  const question = name?.field == null ? tableLineage(name ? datasetIdOf(name) : asset) : fieldLineage(asset);
  const { data, error } = useQuery(asked(question));
  if (error) return <p role="alert">{error.message}</p>;
  return (
    <main className="overflow-auto p-6">
      <h1 className="text-lg font-semibold">{asset}</h1>
      <ul>
        {data?.data.graph.edges.map((edge) => (
          <li key={edge.id}>
            {edge.source} → {edge.target} ({edge.transformationSubtype})
          </li>
        ))}
      </ul>
    </main>
  );
}
