// Made by `npm run types` from /openapi.json.
export interface paths {
    "/api/v2/openlineage/namespaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All namespaces, by URI. */
        get: operations["namespaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/namespaces/{namespaceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One namespace. */
        get: operations["namespacesNamespaceId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/namespaces/{namespaceId}/databases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The databases of a namespace, by name. */
        get: operations["namespacesNamespaceIdDatabases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/namespaces/{namespaceId}/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The datasets of a namespace, by name. */
        get: operations["namespacesNamespaceIdDatasets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/datasets/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Datasets whose name matches, best first. */
        get: operations["datasetsSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Databases, datasets and fields whose name matches: exact, prefix, word start, part, close spelling. */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/datasets/{datasetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One dataset with its fields. */
        get: operations["datasetsDatasetId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/datasets/{datasetId}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known of a dataset's size and history. */
        get: operations["datasetsDatasetIdStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/datasets/{datasetId}/ddl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The statement that made a dataset. */
        get: operations["datasetsDatasetIdDdl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/lineage/{datasetId}/{field}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The graph around one field. */
        get: operations["lineageDatasetIdField"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/lineage/table/{datasetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The graph around every field of a dataset. */
        get: operations["lineageTableDatasetId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/lineage/database/{database}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The graph around a page of a database's datasets. */
        get: operations["lineageDatabaseDatabase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/impact/{datasetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything downstream of a dataset or a field. */
        get: operations["impactDatasetId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/impact/{datasetId}/{field}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything downstream of a dataset or a field. */
        get: operations["impactDatasetIdField"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/paths": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shortest paths between two assets, each edge with its latest evidence. */
        get: operations["paths"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/edges/{edgeId}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The statements that made an edge, latest first. */
        get: operations["edgesEdgeIdEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Edges and fields that came, went or changed, latest first. */
        get: operations["changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/openlineage/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts of everything stored, and what extraction could and could not read. */
        get: operations["statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process serves. */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which parts answer: `ok`, `degraded`, `off` or `unavailable` for each. */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics for Prometheus. */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/cache": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the cache stands. */
        get: operations["cacheReport"];
        put?: never;
        post?: never;
        /** Forget the entries whose keys start with a prefix; without one, all of this deployment. */
        delete: operations["clearCache"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/cache/warm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fill the cache in the background; the report tells how far it is. */
        post: operations["warmCache"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * CacheCleared
         * @description How many entries under a prefix are gone.
         */
        CacheCleared: {
            prefix: string;
            deleted: number;
        };
        /**
         * CacheReport
         * @description How the cache stands. `hit_ratio` is of this process since it started; None before the first read.
         */
        CacheReport: {
            state: string;
            since: string | null;
            reason: string | null;
            backend: string;
            prefix: string;
            entries: number;
            memoryBytes: number;
            byEntity: {
                [key: string]: components["schemas"]["CacheUsage"];
            };
            hitRatio: number | null;
            processMemoryBytes: number;
            warmUp: components["schemas"]["CacheWarmUp"] | null;
        };
        /**
         * CacheUsage
         * @description How many entries there are, and the bytes of memory they take in Redis.
         */
        CacheUsage: {
            entries: number;
            memoryBytes: number;
        };
        /**
         * CacheWarmUp
         * @description How far a warm-up is; `failed` roots are those that are not there, or that the source gave no answer for.
         */
        CacheWarmUp: {
            running: boolean;
            total: number;
            done: number;
            failed: number;
        };
        /**
         * Change
         * @description One edge or field that came (`added`) or went (`removed`) or was altered (`changed`) at an instant.
         */
        Change: {
            kind: string;
            subject: string;
            id: string;
            at: string;
            detail: string | null;
        };
        /**
         * Changes
         * @description A page of changes, latest first.
         */
        Changes: {
            since: string | null;
            until: string | null;
            changes: components["schemas"]["Change"][];
            total: number;
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * ColumnarDatabaseLineage
         * @description `DatabaseLineage` with its graph as arrays.
         */
        ColumnarDatabaseLineage: {
            databaseName: string;
            direction: string;
            maxDepth: number;
            graph: components["schemas"]["ColumnarGraph"];
            total: number;
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * ColumnarGraph
         * @description Graphs as arrays instead of objects: the same nodes and edges in about a tenth of the bytes.
         *
         *     All arrays of one group have one length; position i of each tells of the same thing. An index points into another
         *     array. Reading a graph back into objects:
         *
         *     - dataset d: `datasets.id[d]`, `datasets.name[d]`, `datasets.source_type[d]`, namespace
         *       `namespaces[datasets.namespace[d]]`;
         *     - node i of type `field`: dataset `nodes.dataset[i]`, name `names[nodes.name[i]]`, id `datasets.id[d] + "/" +
         *       name_ids[nodes.name[i]]`, column type `types[nodes.column_type[i]]` or unknown where that is -1, nullable 1, 0 or -1
         *       (unknown), place in its dataset's definition `nodes.ordinal_position[i]` (from 1; 0 is unknown), hops from a root
         *       `nodes.depth[i]`;
         *     - node i of type `dataset`: it is dataset `nodes.dataset[i]`; `nodes.name`, `column_type`, `nullable` and
         *       `ordinal_position` are empty;
         *     - edge j: from node `edges.source[j]` to node `edges.target[j]`, subtype `subtypes[edges.subtype[j]]` of type
         *       `transformation_types[edges.subtype[j]]`, last seen `times[edges.last_seen[j]]`; its id is `{source id}->{target id}`.
         */
        ColumnarGraph: {
            type: string;
            namespaces: string[];
            datasets: components["schemas"]["DatasetColumns"];
            names: string[];
            nameIds: string[];
            types: string[];
            nodes: components["schemas"]["NodeColumns"];
            edges: components["schemas"]["EdgeColumns"];
            subtypes: string[];
            transformationTypes: string[];
            times: string[];
            truncated: boolean;
            omittedEdges: number;
        };
        /**
         * ColumnarLineage
         * @description `Lineage` with its graph as arrays.
         */
        ColumnarLineage: {
            datasetId: string;
            fieldName: string | null;
            direction: string;
            maxDepth: number;
            graph: components["schemas"]["ColumnarGraph"];
        };
        /**
         * CoverageRow
         * @description What became of the statements of one class.
         */
        CoverageRow: {
            kind: string;
            read: number;
            parsed: number;
            partly: number;
            skipped: number;
            reasons: {
                [key: string]: number;
            };
        };
        /**
         * Database
         * @description A database of a namespace (its URI) and how many datasets it holds.
         */
        Database: {
            name: string;
            namespace: string;
            tableCount: number;
        };
        /**
         * DatabaseLineage
         * @description The graph around a page of a database's datasets.
         */
        DatabaseLineage: {
            databaseName: string;
            direction: string;
            maxDepth: number;
            graph: components["schemas"]["Graph"];
            total: number;
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * DatabasePage
         * @description A page of databases.
         */
        DatabasePage: {
            databases: components["schemas"]["Database"][];
            total: number;
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * Dataset
         * @description A dataset with its fields in their order.
         */
        Dataset: {
            id: string;
            namespace: string;
            name: string;
            description: string | null;
            sourceType: string;
            createdAt: string | null;
            updatedAt: string | null;
            fields: components["schemas"]["Field"][];
        };
        /**
         * DatasetColumns
         * @description Datasets that nodes belong to.
         */
        DatasetColumns: {
            id: string[];
            name: string[];
            namespace: number[];
            sourceType: string[];
        };
        /**
         * DatasetDdl
         * @description The statement that made a dataset: `view_sql` for views, `table_ddl` for the rest.
         */
        DatasetDdl: {
            datasetId: string;
            databaseName: string;
            tableName: string;
            sourceType: string;
            viewSql: string | null;
            tableDdl: string | null;
            truncated: boolean;
            tableComment: string | null;
            columnComments: {
                [key: string]: string;
            };
        };
        /**
         * DatasetPage
         * @description A page of datasets.
         */
        DatasetPage: {
            datasets: components["schemas"]["DatasetSummary"][];
            total: number;
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * DatasetSearch
         * @description Datasets that match, best first.
         */
        DatasetSearch: {
            datasets: components["schemas"]["DatasetSummary"][];
            query: string;
            count: number;
        };
        /**
         * DatasetStatistics
         * @description Size and history of a dataset.
         */
        DatasetStatistics: {
            datasetId: string;
            databaseName: string;
            tableName: string;
            sourceType: string;
            creatorName: string | null;
            createTimestamp: string | null;
            lastAlterTimestamp: string | null;
            rowCount: number | null;
            rowCountedAt: string | null;
            sizeBytes: number | null;
            tableComment: string | null;
        };
        /**
         * DatasetSummary
         * @description A dataset without its fields; `namespace` is the URI, `name` is `database.table` as the catalog spells it.
         */
        DatasetSummary: {
            id: string;
            namespace: string;
            name: string;
            description: string | null;
            sourceType: string;
            createdAt: string | null;
            updatedAt: string | null;
        };
        /**
         * Edge
         * @description One edge of a graph, `id` = `{source}->{target}`; where several subtypes join two nodes, the strongest stands.
         */
        Edge: {
            id: string;
            source: string;
            target: string;
            transformationType: string;
            transformationSubtype: string;
            confidenceScore: number;
            evidenceCount: number;
            lastSeen: string | null;
        };
        /**
         * EdgeColumns
         * @description Edges, nearest to the roots first.
         */
        EdgeColumns: {
            source: number[];
            target: number[];
            subtype: number[];
            confidenceScore: number[];
            evidenceCount: number[];
            lastSeen: number[];
        };
        /**
         * Evidence
         * @description A statement that made an edge; `span_start` and `span_end` are characters of `sql`.
         */
        Evidence: {
            sql: string;
            spanStart: number;
            spanEnd: number;
            transformationType: string;
            transformationSubtype: string;
            confidenceScore: number;
            confidenceReason: string;
            job: string;
            jobType: string;
            file: string | null;
            line: number | null;
            queryId: string | null;
            user: string | null;
            firstSeen: string;
            lastSeen: string;
            count: number;
        };
        /**
         * EvidenceList
         * @description The statements that made an edge, latest first; `total` counts those beyond the limit too.
         */
        EvidenceList: {
            edgeId: string;
            source: string;
            target: string;
            evidence: components["schemas"]["Evidence"][];
            total: number;
        };
        /**
         * Fault
         * @description What is wrong with one parameter.
         */
        Fault: {
            field: string;
            message: string;
        };
        /**
         * Field
         * @description A column. Counts are of direct edges, one hop.
         */
        Field: {
            id: string;
            name: string;
            type: string | null;
            description: string | null;
            ordinalPosition: number;
            nullable: boolean | null;
            primaryKey: boolean;
            upstreamCount: number;
            downstreamCount: number;
            tags: string[];
        };
        /**
         * FieldHit
         * @description A field that matches a search, with where it is.
         */
        FieldHit: {
            id: string;
            name: string;
            type: string | null;
            datasetId: string;
            datasetName: string;
            sourceType: string;
        };
        /**
         * Graph
         * @description Each node and edge once. `truncated` says that `omitted_edges` were left out for size.
         */
        Graph: {
            nodes: components["schemas"]["Node"][];
            edges: components["schemas"]["Edge"][];
            truncated: boolean;
            omittedEdges: number;
        };
        /**
         * Impact
         * @description What breaks behind `source`, a field id or a dataset id.
         */
        Impact: {
            source: string;
            impacted: components["schemas"]["ImpactedField"][];
            summary: components["schemas"]["ImpactSummary"];
        };
        /**
         * ImpactSummary
         * @description Counts of the impacted; critical are those one hop away.
         */
        ImpactSummary: {
            totalImpacted: number;
            criticalCount: number;
            byDatabase: {
                [key: string]: number;
            };
            byDepth: {
                [key: string]: number;
            };
            byType: {
                [key: string]: number;
            };
            maxDepth: number;
        };
        /**
         * ImpactedField
         * @description A field behind the changed one; `impact_type` is the subtype of the last edge on its shortest way.
         */
        ImpactedField: {
            id: string;
            name: string;
            database: string;
            table: string;
            field: string;
            sourceType: string;
            depth: number;
            impactType: string;
            viaIndirectOnly: boolean;
        };
        /**
         * Lineage
         * @description The graph around a field or, with `field_name` None, around a dataset.
         */
        Lineage: {
            datasetId: string;
            fieldName: string | null;
            direction: string;
            maxDepth: number;
            graph: components["schemas"]["Graph"];
        };
        /**
         * Namespace
         * @description A Teradata system, or another place that holds datasets.
         */
        Namespace: {
            id: string;
            uri: string;
            description: string | null;
            specVersion: string;
            createdAt: string;
        };
        /**
         * NamespaceList
         * @description A page of namespaces, by URI.
         */
        NamespaceList: {
            namespaces: components["schemas"]["Namespace"][];
            total: number;
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * Node
         * @description A field or a dataset of a graph (`type` says which).
         *
         *         A field node named `*` (id `{datasetId}/*`) stands for the dataset as a whole: INDIRECT edges end there.
         */
        Node: {
            id: string;
            type: string;
            name: string;
            dataset: components["schemas"]["NodeDataset"];
            metadata: components["schemas"]["NodeMetadata"];
        };
        /**
         * NodeColumns
         * @description Nodes, nearest to the roots first.
         */
        NodeColumns: {
            dataset: number[];
            name: number[];
            columnType: number[];
            nullable: number[];
            depth: number[];
            ordinalPosition: number[];
        };
        /**
         * NodeDataset
         * @description The dataset a node belongs to; `namespace` is the URI.
         */
        NodeDataset: {
            id: string;
            name: string;
            namespace: string;
            sourceType: string;
        };
        /**
         * NodeMetadata
         * @description `depth` is the fewest hops from a root (0 for a root); `ordinal_position` is its place in the definition.
         */
        NodeMetadata: {
            columnType: string | null;
            nullable: boolean | null;
            depth: number;
            ordinalPosition: number | null;
        };
        /**
         * Pagination
         * @description Where a page stands in its list; these members keep their snake_case on the wire.
         */
        Pagination: {
            total_count: number;
            limit: number;
            offset: number;
            has_next: boolean;
        };
        /**
         * PathStep
         * @description One edge of a path with the latest statement that made it.
         */
        PathStep: {
            edge: components["schemas"]["Edge"];
            evidence: components["schemas"]["Evidence"] | null;
        };
        /**
         * Paths
         * @description The shortest paths from `source` to `target`, all of one length; empty where there is none.
         */
        Paths: {
            source: string;
            target: string;
            length: number | null;
            paths: components["schemas"]["PathStep"][][];
            truncated: boolean;
        };
        /**
         * Problem
         * @description A failure. `error` repeats `detail`; the last three members stand only where they say something.
         */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            error: string;
            /**
             * @description A stable word; more may come.
             * @example AMBIGUOUS_NAME
             * @example BAD_REQUEST
             * @example BODY_TOO_LARGE
             * @example CACHE_UNAVAILABLE
             * @example DATABASE_NOT_FOUND
             * @example DATASET_NOT_FOUND
             * @example EDGE_NOT_FOUND
             * @example FIELD_NOT_FOUND
             * @example INTERNAL_ERROR
             * @example MALFORMED_ID
             * @example METHOD_NOT_ALLOWED
             * @example NAMESPACE_NOT_FOUND
             * @example NOT_FOUND
             * @example ORIGIN_NOT_ALLOWED
             * @example ROUTE_NOT_FOUND
             * @example SETTINGS_INVALID
             * @example STORE_DAMAGED
             * @example STORE_ERROR
             * @example STORE_TOO_NEW
             * @example STORE_UNAVAILABLE
             * @example TOO_MANY_REQUESTS
             * @example UNSUPPORTED_MEDIA_TYPE
             * @example USAGE
             * @example VALIDATION_FAILED
             */
            code: string;
            request_id: string;
            details?: components["schemas"]["Fault"][];
            suggestions?: string[];
            candidates?: string[];
        };
        /**
         * SearchResult
         * @description Everything that matches, best first in each group; counts are of what is shown.
         */
        SearchResult: {
            databases: components["schemas"]["Database"][];
            datasets: components["schemas"]["DatasetSummary"][];
            fields: components["schemas"]["FieldHit"][];
            query: string;
            totalCount: number;
            databaseCount: number;
            datasetCount: number;
            fieldCount: number;
        };
        /**
         * StoreStatistics
         * @description Counts of everything stored, and what extraction could and could not read.
         */
        StoreStatistics: {
            namespaces: number;
            datasets: number;
            fields: number;
            jobs: number;
            edges: number;
            statementsRead: number;
            statementsParsed: number;
            statementsFailed: number;
            coverage: components["schemas"]["CoverageRow"][];
        };
        /**
         * WarmRequest
         * @description What to warm the cache with: ids of fields and datasets, or so many of those asked most since yesterday.
         */
        WarmRequest: {
            roots?: string[] | null;
            limit?: number;
        };
    };
    responses: {
        /** @description A parameter is out of bounds, of the wrong type, unknown or repeated; `details` has all. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing; `suggestions` has close spellings. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The name means more than one thing; `candidates` has their ids. */
        Ambiguous: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something went wrong; the log has it under `request_id`. */
        Unforeseen: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The source does not answer now; Retry-After says when to ask again. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The request's id, also in the log; the one that was sent, where it is well formed. */
        "X-Request-ID": string;
        /** @description HIT or MISS. */
        "X-Cache": string;
        /** @description Whole seconds until the entry expires; absent where there is none. */
        "X-Cache-TTL": string;
        /** @description What the cache did, as RFC 9211 says it. */
        "Cache-Status": string;
        /** @description A strong validator of the body; send it as If-None-Match to be answered 304 while it stands. */
        ETag: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    namespaces: {
        parameters: {
            query?: {
                /** @description How many rows at most. */
                limit?: number;
                /** @description How many rows to leave out first. */
                offset?: number;
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of namespaces, by URI. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamespaceList"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    namespacesNamespaceId: {
        parameters: {
            query?: {
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path: {
                /** @description A namespace's id, or its URI. */
                namespaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A Teradata system, or another place that holds datasets. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Namespace"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    namespacesNamespaceIdDatabases: {
        parameters: {
            query?: {
                /** @description How many rows at most. */
                limit?: number;
                /** @description How many rows to leave out first. */
                offset?: number;
                /** @description Only names that contain this text. */
                q?: string;
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path: {
                /** @description A namespace's id, or its URI. */
                namespaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of databases. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatabasePage"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    namespacesNamespaceIdDatasets: {
        parameters: {
            query?: {
                /** @description How many rows at most. */
                limit?: number;
                /** @description How many rows to leave out first. */
                offset?: number;
                /** @description Only this database, in any case. */
                database?: string;
                /** @description Only names that contain this text. */
                q?: string;
                /** @description Only this type. */
                sourceType?: "TABLE" | "VIEW" | "MATERIALIZED_VIEW" | "VOLATILE_TABLE" | "GLOBAL_TEMPORARY_TABLE" | "MACRO" | "PROCEDURE" | "FILE" | "EXTERNAL";
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path: {
                /** @description A namespace's id, or its URI. */
                namespaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of datasets. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetPage"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    datasetsSearch: {
        parameters: {
            query: {
                /** @description What to look for, at least two characters. */
                q: string;
                /** @description How many rows at most. */
                limit?: number;
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Datasets that match, best first. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetSearch"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    search: {
        parameters: {
            query: {
                /** @description What to look for, at least two characters. */
                q: string;
                /** @description How many rows at most. */
                limit?: number;
                /** @description What to look among. */
                types?: string;
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything that matches, best first in each group; counts are of what is shown. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResult"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    datasetsDatasetId: {
        parameters: {
            query?: {
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path: {
                /** @description A dataset's id, or its plain name `database.table` where only one namespace has it. */
                datasetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A dataset with its fields in their order. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    datasetsDatasetIdStatistics: {
        parameters: {
            query?: {
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path: {
                /** @description A dataset's id, or its plain name `database.table` where only one namespace has it. */
                datasetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Size and history of a dataset. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetStatistics"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    datasetsDatasetIdDdl: {
        parameters: {
            query?: {
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path: {
                /** @description A dataset's id, or its plain name `database.table` where only one namespace has it. */
                datasetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement that made a dataset: `view_sql` for views, `table_ddl` for the rest. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetDdl"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    lineageDatasetIdField: {
        parameters: {
            query?: {
                /** @description Which way to walk from the root. */
                direction?: "upstream" | "downstream" | "both";
                /** @description How many hops at most. */
                maxDepth?: number;
                /** @description `direct,indirect` also walks the edges that filter, join, group, sort, window or condition a result. */
                include?: string;
                /** @description The graph as it was at this moment. */
                asOf?: string;
                /** @description `columnar` is for big graphs: arrays instead of objects. */
                format?: "json" | "columnar";
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path: {
                /** @description A dataset's id, or its plain name `database.table` where only one namespace has it. */
                datasetId: string;
                /** @description A field's name, quoted as in its id. */
                field: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The graph around a field or, with `field_name` None, around a dataset. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lineage"];
                    "application/vnd.teralineage.columnar+json": components["schemas"]["ColumnarLineage"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    lineageTableDatasetId: {
        parameters: {
            query?: {
                /** @description Which way to walk from the root. */
                direction?: "upstream" | "downstream" | "both";
                /** @description How many hops at most. */
                maxDepth?: number;
                /** @description `direct,indirect` also walks the edges that filter, join, group, sort, window or condition a result. */
                include?: string;
                /** @description What a node stands for. */
                granularity?: "field" | "dataset";
                /** @description The graph as it was at this moment. */
                asOf?: string;
                /** @description `columnar` is for big graphs: arrays instead of objects. */
                format?: "json" | "columnar";
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path: {
                /** @description A dataset's id, or its plain name `database.table` where only one namespace has it. */
                datasetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The graph around a field or, with `field_name` None, around a dataset. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lineage"];
                    "application/vnd.teralineage.columnar+json": components["schemas"]["ColumnarLineage"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    lineageDatabaseDatabase: {
        parameters: {
            query?: {
                /** @description Which way to walk from the root. */
                direction?: "upstream" | "downstream" | "both";
                /** @description How many hops at most. */
                maxDepth?: number;
                /** @description `direct,indirect` also walks the edges that filter, join, group, sort, window or condition a result. */
                include?: string;
                /** @description What a node stands for. */
                granularity?: "field" | "dataset";
                /** @description How many rows at most. */
                limit?: number;
                /** @description How many rows to leave out first. */
                offset?: number;
                /** @description The graph as it was at this moment. */
                asOf?: string;
                /** @description `columnar` is for big graphs: arrays instead of objects. */
                format?: "json" | "columnar";
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path: {
                /** @description A database's name, in any case. */
                database: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The graph around a page of a database's datasets. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatabaseLineage"];
                    "application/vnd.teralineage.columnar+json": components["schemas"]["ColumnarDatabaseLineage"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    impactDatasetId: {
        parameters: {
            query?: {
                /** @description How many hops at most. */
                maxDepth?: number;
                /** @description `direct,indirect` also walks the edges that filter, join, group, sort, window or condition a result. */
                include?: string;
                /** @description The graph as it was at this moment. */
                asOf?: string;
                /** @description JSON, or CSV for spreadsheets. */
                format?: "json" | "csv";
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path: {
                /** @description A dataset's id, or its plain name `database.table` where only one namespace has it. */
                datasetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What breaks behind `source`, a field id or a dataset id. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Impact"];
                    "text/csv": string;
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    impactDatasetIdField: {
        parameters: {
            query?: {
                /** @description How many hops at most. */
                maxDepth?: number;
                /** @description `direct,indirect` also walks the edges that filter, join, group, sort, window or condition a result. */
                include?: string;
                /** @description The graph as it was at this moment. */
                asOf?: string;
                /** @description JSON, or CSV for spreadsheets. */
                format?: "json" | "csv";
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path: {
                /** @description A dataset's id, or its plain name `database.table` where only one namespace has it. */
                datasetId: string;
                /** @description A field's name, quoted as in its id. */
                field: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What breaks behind `source`, a field id or a dataset id. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Impact"];
                    "text/csv": string;
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    paths: {
        parameters: {
            query: {
                /** @description Where the paths start: a field or dataset id. */
                from: string;
                /** @description Where the paths end: a field or dataset id. */
                to: string;
                /** @description How many paths at most. */
                limit?: number;
                /** @description `direct,indirect` also walks the edges that filter, join, group, sort, window or condition a result. */
                include?: string;
                /** @description The graph as it was at this moment. */
                asOf?: string;
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shortest paths from `source` to `target`, all of one length; empty where there is none. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Paths"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    edgesEdgeIdEvidence: {
        parameters: {
            query?: {
                /** @description How many rows at most. */
                limit?: number;
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path: {
                /** @description An edge's id. */
                edgeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statements that made an edge, latest first; `total` counts those beyond the limit too. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceList"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    changes: {
        parameters: {
            query?: {
                /** @description Changes after this moment. */
                from?: string;
                /** @description Changes up to this moment. */
                to?: string;
                /** @description Only this database, in any case. */
                database?: string;
                /** @description How many rows at most. */
                limit?: number;
                /** @description How many rows to leave out first. */
                offset?: number;
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of changes, latest first. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    statistics: {
        parameters: {
            query?: {
                /** @description Skip the cache, ask the source, and keep the new answer for everybody. */
                refresh?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts of everything stored, and what extraction could and could not read. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Cache": components["headers"]["X-Cache"];
                    "X-Cache-TTL": components["headers"]["X-Cache-TTL"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreStatistics"];
                };
            };
            /** @description The client's copy still stands. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Ambiguous"];
            500: components["responses"]["Unforeseen"];
            503: components["responses"]["Unavailable"];
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The store answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            /** @description The store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    cacheReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How the cache stands. `hit_ratio` is of this process since it started; None before the first read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CacheReport"];
                };
            };
            400: components["responses"]["BadRequest"];
        };
    };
    clearCache: {
        parameters: {
            query?: {
                /** @description What the keys to delete start with, as in `ol:lineage:`. */
                prefix?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many entries under a prefix are gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CacheCleared"];
                };
            };
            400: components["responses"]["BadRequest"];
        };
    };
    warmCache: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WarmRequest"];
            };
        };
        responses: {
            /** @description How far a warm-up is; `failed` roots are those that are not there, or that the source gave no answer for. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CacheWarmUp"];
                };
            };
            400: components["responses"]["BadRequest"];
        };
    };
}
