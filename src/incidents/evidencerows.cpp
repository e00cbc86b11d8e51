// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/evidencerows.h"

#include <QJsonArray>
#include <QJsonValue>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "base/format.h"
#include "incidents/incidenttext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kMostRows = 60;
constexpr qsizetype kMostValues = 10;
constexpr qsizetype kMostObjects = 5;
constexpr auto kSecondsEnd = "_seconds"_L1;

/// "longest_wait_seconds" is "longest wait"; the value has the unit.
QString keyWords(QString key)
{
    if (key.endsWith(kSecondsEnd))
        key.chop(kSecondsEnd.size());
    return key.replace(u'_', u' ');
}

QString numberText(const QString &key, double number)
{
    constexpr double kExact = 9e15;
    if (std::abs(number) > kExact)
        return QString::number(number, 'g', 6);
    if (key.endsWith(kSecondsEnd))
        return formatDuration(std::chrono::microseconds(std::llround(std::clamp(number, 0.0, 9e9) * 1e6)));
    if (key == "bytes"_L1 || key.endsWith("_bytes"_L1))
        return formatBytes(std::llround(number));
    if (number == std::trunc(number))
        return QString::number(qint64(number)); // a pid is no quantity: nothing between its digits
    return QString::number(number, 'g', 6);
}

QString scalarText(const QString &key, const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? IncidentText::tr("yes") : IncidentText::tr("no");
    return value.isDouble() ? numberText(key, value.toDouble()) : value.toString();
}

/// "pid 9000, parent 8123"
QString objectText(const QJsonObject &object)
{
    QStringList parts;
    for (auto field = object.begin(); field != object.end(); ++field) {
        const QJsonValue value = field.value();
        if (value.isObject() || value.isArray() || value.isNull())
            continue;
        if (const QString text = scalarText(field.key(), value); !text.isEmpty())
            parts << keyWords(field.key()) + u' ' + text;
    }
    return parts.join(u", "_s);
}

QString moreText(qsizetype count)
{
    return IncidentText::tr("… %1 in all").arg(count);
}

class Rows
{
public:
    void add(const QString &prefix, const QJsonObject &object)
    {
        for (auto field = object.begin(); field != object.end(); ++field)
            add(prefix, field.key(), field.value());
    }
    [[nodiscard]] std::vector<QStringList> take() { return std::move(m_rows); }

private:
    void add(const QString &prefix, const QString &key, const QJsonValue &value)
    {
        const QString name = prefix + keyWords(key);
        if (value.isObject())
            return add(name + u' ', value.toObject());
        if (value.isArray())
            return addList(name, key, value.toArray());
        if (!value.isNull())
            addRow(name, scalarText(key, value));
    }
    void addList(const QString &name, const QString &key, const QJsonArray &list)
    {
        if (list.isEmpty())
            return;
        const bool isTable = list.first().isObject();
        const qsizetype most = isTable ? kMostObjects : kMostValues;
        QStringList values;
        for (qsizetype i = 0; i < std::min(list.size(), most); ++i) {
            const QJsonValue value = list.at(i);
            values << (value.isObject() ? objectText(value.toObject()) : scalarText(key, value));
        }
        if (list.size() > most)
            values << moreText(list.size());
        if (!isTable)
            return addRow(name, values.join(u", "_s));
        for (const QString &text : std::as_const(values))
            addRow(name, text);
    }
    void addRow(const QString &name, const QString &text)
    {
        if (!text.isEmpty() && m_rows.size() < kMostRows)
            m_rows.push_back({name, text});
    }

    std::vector<QStringList> m_rows;
};

} // namespace

std::vector<QStringList> evidenceRows(const QJsonObject &evidence)
{
    Rows rows;
    rows.add(QString(), evidence);
    return rows.take();
}

} // namespace lockmaster
