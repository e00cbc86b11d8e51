// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/argument.h"

#include <algorithm>

#include "actions/plan/actiontext.h"
#include "base/format.h"
#include "base/text.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

std::unexpected<Error> wrong(const QString &text)
{
    return fail(ErrorKind::Config, text);
}

const Argument *findArgument(const Arguments &description, const QString &name)
{
    const auto found = std::ranges::find(description, name, &Argument::name);
    return found == description.end() ? nullptr : &*found;
}

QString allUsages(const Arguments &description)
{
    QStringList usages;
    for (const Argument &argument : description)
        usages << usageOf(argument);
    return usages.isEmpty() ? ActionText::tr("nothing") : usages.join(u' ');
}

Result<QJsonValue> checkedNumber(const Argument &argument, const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const qint64 number = isNumber ? value.toInteger(argument.least - 1) : value.toString().toLongLong(&isNumber);
    if (!isNumber || number < argument.least || number > argument.most)
        return wrong((argument.isRequired ? ActionText::tr("This action needs %1, a whole number from %2 to %3.")
                                          : ActionText::tr("%1 takes a whole number from %2 to %3."))
                         .arg(usageOf(argument))
                         .arg(argument.least)
                         .arg(argument.most));
    return QJsonValue(number);
}

Result<QJsonValue> checkedFlag(const Argument &argument, const QJsonValue &value)
{
    if (value.isBool())
        return value;
    if (value == "yes"_L1 || value == "no"_L1)
        return QJsonValue(value == "yes"_L1);
    return wrong(ActionText::tr("%1= takes yes or no.").arg(argument.name));
}

Result<QJsonValue> checkedChoice(const Argument &argument, const QJsonValue &value)
{
    if (argument.choices.contains(value.toString()))
        return value;
    return wrong(ActionText::tr("%1= takes one of: %2.").arg(argument.name, argument.choices.join(u", ")));
}

Result<QJsonValue> checkedMoment(const Argument &argument, const QJsonValue &value)
{
    if (parseIso(value.toString()))
        return value;
    return wrong(ActionText::tr("%1 is not a time such as 2026-11-21T03:12:07.123456Z.").arg(argument.name));
}

Result<QJsonValue> checkedText(const Argument &argument, const QJsonValue &value)
{
    const QString text = value.toString();
    if (value.isString() && text.size() <= argument.longest && !text.contains(QChar::Null) && !text.contains(u'\n'))
        return value;
    return wrong(ActionText::tr("%1= takes one line of text.").arg(argument.name));
}

Result<QJsonValue> checkedValue(const Argument &argument, const QJsonValue &value)
{
    switch (argument.type) {
    case ArgumentType::Number: return checkedNumber(argument, value);
    case ArgumentType::Flag: return checkedFlag(argument, value);
    case ArgumentType::Choice: return checkedChoice(argument, value);
    case ArgumentType::Moment: return checkedMoment(argument, value);
    case ArgumentType::Text: break;
    }
    return checkedText(argument, value);
}

bool isGiven(const QJsonObject &given, const Argument &argument)
{
    const QJsonValue value = given.value(argument.name);
    return !value.isUndefined() && !value.isNull() && value != ""_L1;
}

} // namespace

Result<QJsonObject> checkedArguments(const Arguments &description, const QJsonObject &given)
{
    const QStringList names = given.keys();
    for (const QString &name : names) {
        if (!findArgument(description, name))
            return wrong(ActionText::tr("“%1” is not an argument of this action. It takes: %2")
                             .arg(plainLine(name), allUsages(description)));
    }
    QJsonObject checked;
    for (const Argument &argument : description) {
        if (!isGiven(given, argument)) {
            if (argument.isRequired)
                return wrong(ActionText::tr("This action needs %1.").arg(usageOf(argument)));
            if (!argument.standard.isUndefined())
                checked.insert(argument.name, argument.standard);
            continue;
        }
        const Result<QJsonValue> value = checkedValue(argument, given.value(argument.name));
        if (!value)
            return std::unexpected(value.error());
        checked.insert(argument.name, *value);
    }
    return checked;
}

Result<QJsonObject> argumentsOfWords(const Arguments &description, const QStringList &words)
{
    QJsonObject given;
    for (const QString &word : words) {
        const QString name = word.section(u'=', 0, 0);
        if (!word.contains(u'=') || !findArgument(description, name))
            return wrong(ActionText::tr("“%1” is not understood here. This action takes: %2")
                             .arg(plainLine(word), allUsages(description)));
        if (given.contains(name))
            return wrong(ActionText::tr("%1 is given twice.").arg(name));
        given.insert(name, word.section(u'=', 1));
    }
    return checkedArguments(description, given);
}

QString usageOf(const Argument &argument)
{
    QString value;
    switch (argument.type) {
    case ArgumentType::Text: value = ActionText::tr("TEXT"); break;
    case ArgumentType::Number: value = ActionText::tr("NUMBER"); break;
    case ArgumentType::Flag: value = u"yes|no"_s; break;
    case ArgumentType::Choice: value = argument.choices.join(u'|'); break;
    case ArgumentType::Moment: value = ActionText::tr("TIME"); break;
    }
    const QString usage = argument.name + u'=' + value;
    return argument.isRequired ? usage : u'[' + usage + u']';
}

} // namespace lockmaster
