// A client for a language server, with as much of the protocol as the test needs.
import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

const PATIENCE = 30_000;

export class Client {
  #server;
  #unread = Buffer.alloc(0);
  #last = 0;
  #waiting = new Map();

  /** Starts a server and tells it what an editor would. */
  static async start(program) {
    const client = new Client();
    client.#server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    client.#server.stdout.on("data", (bytes) => client.#read(bytes));
    const markdown = ["markdown"];
    const completion = { completionItem: { snippetSupport: true, documentationFormat: markdown } };
    const textDocument = { completion, hover: { contentFormat: markdown } };
    const capabilities = { textDocument, workspace: { configuration: true } };
    // Only when it knows the settings does the server stay away from the network.
    const configured = client.#expect("configured");
    await client.ask("initialize", { processId: process.pid, rootUri: null, capabilities });
    client.#send({ method: "initialized", params: {} });
    await configured;
    return client;
  }

  stop() {
    this.#server.kill();
  }

  /** The answer to a request. */
  ask(method, params) {
    const id = ++this.#last;
    this.#send({ id, method, params });
    return this.#expect(id, method);
  }

  /** Opens a document, which need not be on disk, and waits until the server has said what is wrong with it. */
  async open(path, text) {
    const uri = pathToFileURL(path).href;
    const said = this.#expect(uri);
    this.#send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
    return { uri, diagnostics: await said };
  }

  #expect(key, name = key) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no answer: ${name}`)), PATIENCE);
      const settle = (value, error) => {
        clearTimeout(late);
        this.#waiting.delete(key);
        error ? reject(new Error(`${name}: ${error.message}`)) : resolve(value);
      };
      this.#waiting.set(key, settle);
    });
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.#server.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  #read(bytes) {
    this.#unread = Buffer.concat([this.#unread, bytes]);
    for (;;) {
      const end = this.#unread.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#unread.subarray(0, end))[1]);
      if (this.#unread.length < end + 4 + length) return;
      const message = JSON.parse(this.#unread.subarray(end + 4, end + 4 + length));
      this.#unread = this.#unread.subarray(end + 4 + length);
      this.#handle(message);
    }
  }

  #handle({ id, method, params, result, error }) {
    if (method === "workspace/configuration") {
      const settings = { yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false } } };
      this.#send({ id, result: params.items.map(({ section }) => settings[section] ?? null) });
      this.#waiting.get("configured")?.();
    } else if (method && id !== undefined) {
      this.#send({ id, result: null });
    } else if (method === "textDocument/publishDiagnostics") {
      this.#waiting.get(params.uri)?.(params.diagnostics);
    } else if (!method) {
      this.#waiting.get(id)?.(result, error);
    }
  }
}
