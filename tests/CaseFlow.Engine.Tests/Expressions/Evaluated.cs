using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Tests.Decisions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Expressions;

/// <summary>An expression with its value as JSON; a failure's message after an exclamation mark.</summary>
internal static class Evaluated
{
    public static void Gives(string text, string json, params (string Name, object? Value)[] variables) => Gives(text, json, new Dmn.Source(variables));

    public static void Gives(string text, string json, IVariableSource variables)
    {
        var expression = Expression.Parse(text);
        if (json.StartsWith('!'))
        {
            Assert.Equal(json[1..], Assert.ThrowsAny<EvaluationException>(() => expression.Evaluate(variables)).Message);
        }
        else
        {
            Assert.Equal(json, ValueJson.Write(expression.Evaluate(variables)));
        }
    }
}
