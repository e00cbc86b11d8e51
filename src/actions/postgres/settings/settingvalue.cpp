// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/settings/settingvalue.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

#include "actions/plan/actiontext.h"
#include "base/text.h"

namespace lockmaster::setting {
namespace {

using namespace Qt::StringLiterals;

struct Unit {
    QLatin1StringView name;
    double size;
};

constexpr std::array kBytes{Unit{"B"_L1, 1}, Unit{"kB"_L1, 1024.0}, Unit{"MB"_L1, 1024.0 * 1024},
                            Unit{"GB"_L1, 1024.0 * 1024 * 1024}, Unit{"TB"_L1, 1024.0 * 1024 * 1024 * 1024}};
constexpr std::array kTimes{Unit{"us"_L1, 0.001},   Unit{"ms"_L1, 1},        Unit{"s"_L1, 1000},
                            Unit{"min"_L1, 60'000}, Unit{"h"_L1, 3'600'000}, Unit{"d"_L1, 86'400'000}};

constexpr std::array kLists{"local_preload_libraries"_L1,  "search_path"_L1,      "session_preload_libraries"_L1,
                            "shared_preload_libraries"_L1, "temp_tablespaces"_L1, "unix_socket_directories"_L1};

template <std::size_t Count>
std::optional<double> sizeIn(const std::array<Unit, Count> &units, QStringView name)
{
    const auto found = std::ranges::find_if(units, [&](const Unit &unit) { return unit.name == name; });
    return found == units.end() ? std::nullopt : std::optional(found->size);
}

/// A number and what follows it: "8kB", "-1", "0x10", "1.5 h".
struct Amount {
    double number = 0;
    QString unit;
};

std::optional<Amount> amountIn(const QString &text)
{
    static const QRegularExpression kAmount(u"^\\s*([+-]?(?:0[xX][0-9a-fA-F]+|\\d+\\.?\\d*(?:[eE][+-]?\\d+)?|\\.\\d+))"
                                            "\\s*([a-zA-Z]*)\\s*$"_s);
    const QRegularExpressionMatch match = kAmount.match(text);
    if (!match.hasMatch())
        return {};
    const QString digits = match.captured(1);
    const double number =
        digits.contains(u'x', Qt::CaseInsensitive) ? double(digits.toLongLong(nullptr, 16)) : digits.toDouble();
    return Amount{number, match.captured(2)};
}

/// How many of `kind`'s own unit one `unit` is: "MB" for "8kB" is 128.
std::optional<double> factorOf(const QString &unit, const Kind &kind)
{
    const QRegularExpressionMatch own = QRegularExpression(u"^(\\d*)(.*)$"_s).match(kind.unit);
    const double count = own.captured(1).isEmpty() ? 1 : own.captured(1).toDouble();
    const auto ratio = [&](const auto &units) -> std::optional<double> {
        const auto given = sizeIn(units, unit);
        const auto base = sizeIn(units, own.captured(2));
        return given && base ? std::optional(*given / (*base * count)) : std::nullopt;
    };
    const auto bytes = ratio(kBytes);
    return bytes ? bytes : ratio(kTimes);
}

QString rangeText(const Kind &kind)
{
    const QString unit = kind.unit.isEmpty() ? QString() : u' ' + (kind.unit == u"8kB" ? u"× 8kB"_s : kind.unit);
    const auto number = [](double value) { return QString::number(value, 'g', 15); };
    return ActionText::tr("from %1 to %2%3").arg(number(*kind.least), number(*kind.most), unit);
}

QString objectionToNumber(const QString &value, const Kind &kind)
{
    const std::optional<double> number = inOwnUnit(value, kind);
    if (!number)
        return kind.unit.isEmpty() ? ActionText::tr("%1 takes a number.").arg(kind.name)
                                   : ActionText::tr("%1 takes a number with a unit, such as 5%2.")
                                         .arg(kind.name, sizeIn(kTimes, kind.unit) ? u"s"_s : u"MB"_s);
    if (kind.least && kind.most && (*number < *kind.least || *number > *kind.most))
        return ActionText::tr("%1 takes values %2.").arg(kind.name, rangeText(kind));
    return {};
}

} // namespace

std::optional<double> inOwnUnit(const QString &text, const Kind &kind)
{
    const std::optional<Amount> amount = amountIn(text);
    if (!amount)
        return {};
    double value = amount->number;
    if (!amount->unit.isEmpty()) {
        const std::optional<double> factor = factorOf(amount->unit, kind);
        if (!factor)
            return {};
        value *= *factor;
    }
    return kind.vartype == u"integer" ? std::rint(value) : value;
}

std::optional<bool> booleanOf(const QString &text)
{
    const QString word = text.trimmed().toLower();
    const auto isShortOf = [&](QLatin1StringView whole, qsizetype least) {
        return word.size() >= least && whole.startsWith(word);
    };
    if (word == u"1" || isShortOf("true"_L1, 1) || isShortOf("yes"_L1, 1) || isShortOf("on"_L1, 2))
        return true;
    if (word == u"0" || isShortOf("false"_L1, 1) || isShortOf("no"_L1, 1) || isShortOf("off"_L1, 2))
        return false;
    return {};
}

bool isSameValue(const QString &one, const QString &other, const Kind &kind)
{
    if (one == other)
        return true;
    if (kind.vartype == u"bool")
        return booleanOf(one) && booleanOf(one) == booleanOf(other);
    if (kind.vartype == u"enum")
        return one.compare(other, Qt::CaseInsensitive) == 0;
    if (kind.vartype == u"integer" || kind.vartype == u"real") {
        const auto first = inOwnUnit(one, kind);
        const auto second = inOwnUnit(other, kind);
        return first && second && std::abs(*first - *second) <= 1e-9 * std::max(1.0, std::abs(*first));
    }
    return isListOfNames(kind.name) && listedNames(one) == listedNames(other);
}

QString objectionTo(const QString &value, const Kind &kind)
{
    if (kind.vartype == u"bool")
        return booleanOf(value) ? QString() : ActionText::tr("%1 takes on or off.").arg(kind.name);
    if (kind.vartype == u"enum")
        return kind.choices.contains(value, Qt::CaseInsensitive)
                   ? QString()
                   : ActionText::tr("%1 takes one of: %2.").arg(kind.name, plainLine(kind.choices.join(u", "_s)));
    return kind.vartype == u"integer" || kind.vartype == u"real" ? objectionToNumber(value, kind) : QString();
}

bool isListOfNames(const QString &setting)
{
    return std::ranges::find(kLists, setting) != kLists.end();
}

// As SplitIdentifierString() does, without its folding to lower case.
QStringList listedNames(const QString &list)
{
    static const QRegularExpression kName(u"\\s*(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))\\s*(?:,|$)"_s);
    QStringList names;
    for (auto each = kName.globalMatch(list); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        QString name =
            match.hasCaptured(1) && match.capturedStart(1) >= 0 ? match.captured(1) : match.captured(2).trimmed();
        name.replace(u"\"\""_s, u"\""_s);
        if (!name.isEmpty())
            names << name;
    }
    return names;
}

bool isSecret(const QString &setting)
{
    static const QRegularExpression kSecret(u"conninfo|passw|passphrase|secret|credential|token|_key$|apikey|api_key"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return setting != u"password_encryption" && kSecret.match(setting).hasMatch();
}

} // namespace lockmaster::setting
