// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/clients/clientlist.h"

#include <algorithm>

#include "probes/redis/info/infotext.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct Row {
    RedisClient client;
    QByteArrayView libraryName;
    QByteArrayView libraryVersion;
    bool hasId = false;
};

using Setter = void (*)(Row &row, QByteArrayView value);

struct Field {
    QByteArrayView name;
    Setter set;
};

void setId(Row &row, QByteArrayView value)
{
    row.client.id = value.toLongLong(&row.hasId);
}

void addSubscriptions(Row &row, QByteArrayView value)
{
    row.client.subscriptions += std::max(value.toInt(), 0);
}

void setTotalMemory(Row &row, QByteArrayView value)
{
    bool isNumber = false;
    const qlonglong bytes = value.toLongLong(&isNumber);
    if (isNumber)
        row.client.totalMemory = bytes;
}

// In the order in which servers tell them, so that most are found at once.
constexpr Field kFields[] = {
    {"id", setId},
    {"addr", [](Row &row, QByteArrayView value) { row.client.address = infoString(value); }},
    {"name", [](Row &row, QByteArrayView value) { row.client.name = infoString(value); }},
    {"age", [](Row &row, QByteArrayView value) { row.client.age = std::chrono::seconds(value.toLongLong()); }},
    {"idle", [](Row &row, QByteArrayView value) { row.client.idle = std::chrono::seconds(value.toLongLong()); }},
    {"flags", [](Row &row, QByteArrayView value) { row.client.flags = infoString(value); }},
    {"db", [](Row &row, QByteArrayView value) { row.client.database = value.toInt(); }},
    {"sub", addSubscriptions},
    {"psub", addSubscriptions},
    {"ssub", addSubscriptions},
    {"qbuf", [](Row &row, QByteArrayView value) { row.client.queryBuffer = value.toLongLong(); }},
    {"omem", [](Row &row, QByteArrayView value) { row.client.outputMemory = value.toLongLong(); }},
    {"tot-mem", setTotalMemory},
    {"cmd", [](Row &row, QByteArrayView value) { row.client.command = infoString(value); }},
    {"user", [](Row &row, QByteArrayView value) { row.client.user = infoString(value); }},
    {"lib-name", [](Row &row, QByteArrayView value) { row.libraryName = value; }},
    {"lib-ver", [](Row &row, QByteArrayView value) { row.libraryVersion = value; }},
};

// The end of this field's value: values may have spaces (a Unix socket's path), but no "word=" after one.
qsizetype endOfValue(QByteArrayView line, qsizetype from)
{
    for (qsizetype space = line.indexOf(' ', from); space >= 0; space = line.indexOf(' ', space + 1)) {
        const qsizetype equals = line.indexOf('=', space + 1);
        const qsizetype next = line.indexOf(' ', space + 1);
        if (equals >= 0 && (next < 0 || equals < next))
            return space;
    }
    return line.size();
}

void readFields(QByteArrayView line, Row &row)
{
    std::size_t expected = 0;
    for (qsizetype at = 0; at < line.size();) {
        const qsizetype equals = line.indexOf('=', at);
        if (equals < 0)
            return;
        const qsizetype end = endOfValue(line, equals + 1);
        const QByteArrayView name = line.sliced(at, equals - at);
        const auto *field = std::find_if(std::begin(kFields) + expected, std::end(kFields),
                                         [&](const Field &known) { return known.name == name; });
        if (field != std::end(kFields)) {
            field->set(row, line.sliced(equals + 1, end - equals - 1));
            expected = static_cast<std::size_t>(field - std::begin(kFields)) + 1;
        }
        at = end + 1;
    }
}

} // namespace

std::vector<RedisClient> readClientList(QByteArrayView text)
{
    std::vector<RedisClient> clients;
    while (!text.isEmpty() && clients.size() < kMostClients) {
        const qsizetype end = text.indexOf('\n');
        Row row;
        readFields(text.first(end < 0 ? text.size() : end).trimmed(), row);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        if (!row.hasId)
            continue;
        row.client.library = infoString(row.libraryName);
        if (!row.libraryVersion.isEmpty())
            row.client.library += u' ' + infoString(row.libraryVersion);
        clients.push_back(std::move(row.client));
    }
    return clients;
}

} // namespace lockmaster
