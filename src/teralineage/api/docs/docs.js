"use strict";
// Shows /openapi.json. Everything is built from text nodes: nothing in the document can become markup.

const el = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter((child) => child !== null));
  return node;
};

const typeOf = (schema) => {
  if (!schema) return "";
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" | ");
  if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(" | ");
  if (schema.type === "array") return `${typeOf(schema.items)}[]`;
  if (schema.type === "object" && schema.additionalProperties) return `{[name]: ${typeOf(schema.additionalProperties)}}`;
  return schema.format ? `${schema.type} (${schema.format})` : (schema.type ?? "any");
};

const typeLinks = (schema, known) => {
  const parts = typeOf(schema).split(/(\w+)/);
  return el("code", {}, ...parts.map((part) => (known[part] ? el("a", { href: `#${part}` }, part) : part)));
};

const bounds = (schema) => {
  const said = [];
  if (schema.minimum !== undefined) said.push(`${schema.minimum} to ${schema.maximum}`);
  if (schema.minLength > 1) said.push(`at least ${schema.minLength} characters`);
  if (schema.default !== undefined) said.push(`default ${schema.default}`);
  if (schema.examples) said.push(`e.g. ${schema.examples[0]}`);
  return said.join("; ");
};

const inputOf = (parameter) => {
  const words = parameter.schema.enum ?? (parameter.schema.type === "boolean" ? ["true", "false"] : null);
  const label = `${parameter.name} in ${parameter.in}`;
  if (!words) return el("input", { name: parameter.name, ariaLabel: label, required: parameter.required });
  return el("select", { name: parameter.name, ariaLabel: label }, ...["", ...words].map((word) => el("option", {}, word)));
};

const send = async (path, parameters, inputs, output) => {
  const query = new URLSearchParams();
  let address = path;
  for (const [index, { name, in: place }] of parameters.entries()) {
    const value = inputs[index].value;
    if (place === "path") address = address.replace(`{${name}}`, encodeURIComponent(value));
    else if (value) query.set(name, value);
  }
  if (query.size) address += `?${query}`;
  output.hidden = false;
  output.textContent = `GET ${address}\n…`;
  try {
    const response = await fetch(address);
    const text = await response.text();
    const shown = ["x-cache", "x-cache-ttl", "cache-status", "etag", "x-request-id", "content-type"];
    const headers = shown.filter((name) => response.headers.has(name)).map((name) => `${name}: ${response.headers.get(name)}`);
    let body = text;
    if (response.headers.get("content-type")?.includes("json")) body = JSON.stringify(JSON.parse(text), null, 2);
    output.textContent = [`GET ${address}`, `${response.status} ${response.statusText}`, ...headers, "", body.slice(0, 200000)].join("\n");
  } catch (error) {
    output.textContent = `GET ${address}\n${error}`;
  }
};

const operation = (path, method, said, known) => {
  const parameters = said.parameters ?? [];
  const inputs = parameters.map(inputOf);
  const output = el("pre", { hidden: true, tabIndex: 0 });
  const rows = parameters.map((parameter, index) =>
    el("tr", {},
      el("td", {}, el("code", {}, parameter.name), parameter.required ? " *" : ""),
      el("td", {}, parameter.description ?? "", el("br"), el("small", {}, typeOf(parameter.schema), " ", bounds(parameter.schema))),
      el("td", {}, inputs[index])));
  const responses = Object.entries(said.responses).map(([status, response]) => {
    const named = response.$ref ? known.responses[response.$ref.split("/").pop()] : response;
    const schema = Object.values(named.content ?? {})[0]?.schema;
    return el("tr", {}, el("td", {}, el("code", {}, status)), el("td", {}, named.description), el("td", {}, schema ? typeLinks(schema, known.schemas) : ""));
  });
  const form = el("form", { onsubmit: (event) => { event.preventDefault(); send(path, parameters, inputs, output); } },
    rows.length ? el("table", {}, el("tbody", {}, ...rows)) : "",
    method === "get" ? el("button", {}, "Try it") : "");
  return el("details", { id: said.operationId },
    el("summary", {}, el("span", { className: "method" }, method.toUpperCase()), el("code", {}, path), el("small", {}, said.summary ?? "")),
    el("div", {}, form, output, el("h4", {}, "Answers"), el("table", {}, el("tbody", {}, ...responses))));
};

const schemaOf = (name, schema, known) =>
  el("details", { id: name },
    el("summary", {}, el("code", {}, name), el("small", {}, schema.description ?? "")),
    el("div", {}, el("table", {}, el("tbody", {}, ...Object.entries(schema.properties ?? {}).map(([member, type]) =>
      el("tr", {}, el("td", {}, el("code", {}, member)), el("td", {}, typeLinks(type, known)), el("td", {}, type.description ?? "")))))));

const openTarget = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) { target.open = true; target.scrollIntoView(); }
};

const show = (api) => {
  document.getElementById("about").textContent = api.info.description;
  const groups = new Map();
  for (const [path, item] of Object.entries(api.paths))
    for (const [method, said] of Object.entries(item)) {
      const tag = said.tags?.[0] ?? "Other";
      groups.set(tag, [...(groups.get(tag) ?? []), operation(path, method, said, api.components)]);
    }
  document.getElementById("operations").replaceChildren(
    ...[...groups].flatMap(([tag, operations]) => [el("section", {}, el("h2", {}, tag), ...operations)]));
  document.getElementById("schemas").replaceChildren(
    ...Object.entries(api.components.schemas).map(([name, schema]) => schemaOf(name, schema, api.components.schemas)));
  document.getElementById("find").addEventListener("input", ({ target }) => {
    for (const section of document.querySelectorAll("#operations section")) {
      for (const one of section.querySelectorAll("details"))
        one.hidden = !one.textContent.toLowerCase().includes(target.value.toLowerCase());
      section.hidden = !section.querySelector("details:not([hidden])");
    }
  });
  addEventListener("hashchange", openTarget);
  openTarget();
};

fetch("/openapi.json").then((response) => response.json()).then(show).catch((error) => {
  document.getElementById("operations").textContent = `The description cannot be shown: ${error}`;
});
