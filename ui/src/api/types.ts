/** The documents of the HTTP API by name; their shapes are generated from the server's own description. */
import type { components } from "./types.gen";

type Schemas = components["schemas"];

export type Change = Schemas["Change"];
export type Changes = Schemas["Changes"];
export type CoverageRow = Schemas["CoverageRow"];
export type Database = Schemas["Database"];
export type ColumnarDatabaseLineage = Schemas["ColumnarDatabaseLineage"];
export type ColumnarLineage = Schemas["ColumnarLineage"];
export type DatabasePage = Schemas["DatabasePage"];
export type Dataset = Schemas["Dataset"];
export type DatasetDdl = Schemas["DatasetDdl"];
export type DatasetPage = Schemas["DatasetPage"];
export type DatasetStatistics = Schemas["DatasetStatistics"];
export type DatasetSummary = Schemas["DatasetSummary"];
export type Evidence = Schemas["Evidence"];
export type EvidenceList = Schemas["EvidenceList"];
export type Field = Schemas["Field"];
export type FieldHit = Schemas["FieldHit"];
export type Impact = Schemas["Impact"];
export type ImpactedField = Schemas["ImpactedField"];
export type Namespace = Schemas["Namespace"];
export type NamespaceList = Schemas["NamespaceList"];
export type Paths = Schemas["Paths"];
export type SearchResult = Schemas["SearchResult"];
export type StoreStatistics = Schemas["StoreStatistics"];

export type Direction = "upstream" | "downstream" | "both";
export type Granularity = "field" | "dataset";
