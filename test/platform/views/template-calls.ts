import Handlebars from 'handlebars';

export interface Call {
  name: string;
  params: hbs.AST.Expression[];
  hash: string[];
  escaped: boolean;
}

/** Every expression of a template that shows something or calls a helper. */
export function readCalls(source: string): Call[] {
  const reader = new Reader();
  reader.accept(Handlebars.parse(source));
  return reader.calls;
}

export function literalOf(expression: hbs.AST.Expression | undefined): string | null {
  return expression?.type === 'StringLiteral' ? (expression as hbs.AST.StringLiteral).value : null;
}

class Reader extends Handlebars.Visitor {
  calls: Call[] = [];

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    this.note(statement, statement.escaped);
    super.MustacheStatement(statement);
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.note(expression, true);
    super.SubExpression(expression);
  }

  private note(
    { path, params, hash }: hbs.AST.SubExpression | hbs.AST.MustacheStatement,
    escaped: boolean,
  ): void {
    const name = (path as hbs.AST.PathExpression).original;
    this.calls.push({
      name,
      params,
      hash: (hash as hbs.AST.Hash | undefined)?.pairs.map(({ key }) => key) ?? [],
      escaped,
    });
  }
}
