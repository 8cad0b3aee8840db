import Handlebars from 'handlebars';

interface JavaScriptCompiler {
  options: { strict?: boolean };
  resolvePath(type: string, parts: string[], start: number, falsy: boolean, strict: boolean): void;
}

const { JavaScriptCompiler } = Handlebars as unknown as { JavaScriptCompiler: new () => JavaScriptCompiler };

// Handlebars' strict mode also drops the null guards where a template only asks (`{{#if person.publisher}}`).
// Here showing a missing field throws, asking for one does not.
export class StrictCompiler extends JavaScriptCompiler {
  override resolvePath(type: string, parts: string[], start: number, falsy: boolean, strict: boolean): void {
    const options = this.options;
    if (!strict) this.options = { ...options, strict: false };
    super.resolvePath(type, parts, start, falsy, strict);
    this.options = options;
  }
}

// Blocks are compiled by whatever the prototype names here.
Object.assign(StrictCompiler.prototype, { compiler: StrictCompiler });
