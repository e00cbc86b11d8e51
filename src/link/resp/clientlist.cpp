// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/resp/clientlist.h"

#include <algorithm>

#include "base/told.h"
#include "link/resp/infotext.h"

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

constexpr QByteArrayView kAddress("addr");

// "addr", and from 6.2 on "laddr" with it. Of a Unix socket both are its path.
void setAddress(Row &row, QByteArrayView addresses)
{
    constexpr QByteArrayView kLocal(" laddr=");
    const qsizetype half = (addresses.size() - kLocal.size()) / 2;
    const bool areAlike = half > 0 && addresses.sliced(half).startsWith(kLocal);
    const qsizetype end = areAlike ? half : addresses.indexOf(kLocal);
    row.client.address = infoString(addresses.first(end < 0 ? addresses.size() : end));
}

// In the order in which servers tell them, so that most are found at once.
constexpr Field kFields[] = {
    {"id", setId},
    {kAddress, setAddress},
    {"name", [](Row &row, QByteArrayView value) { row.client.name = infoString(value); }},
    {"age", [](Row &row, QByteArrayView value) { row.client.age = told<std::chrono::seconds>(value.toLongLong()); }},
    {"idle", [](Row &row, QByteArrayView value) { row.client.idle = told<std::chrono::seconds>(value.toLongLong()); }},
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

qsizetype endOfValue(QByteArrayView line, qsizetype from)
{
    const qsizetype space = line.indexOf(' ', from);
    return space < 0 ? line.size() : space;
}

bool isDescriptor(QByteArrayView text)
{
    bool isWhole = false;
    const int number = text.toInt(&isWhole);
    return isWhole && number >= -1;
}

// The addresses, which are the path of a Unix socket with any characters, other fields' names too, end where the next
// field begins: "fd" of a client with a connection, else "name". From there on no value has a space, so that the last
// of them is the true one.
qsizetype endOfAddresses(QByteArrayView line, qsizetype from)
{
    constexpr QByteArrayView kDescriptor(" fd=");
    const qsizetype name = line.lastIndexOf(QByteArrayView(" name="));
    if (name < from)
        return endOfValue(line, from);
    const QByteArrayView before = line.first(name);
    const qsizetype descriptor = before.lastIndexOf(kDescriptor);
    const bool hasDescriptor = descriptor >= from && isDescriptor(before.sliced(descriptor + kDescriptor.size()));
    return hasDescriptor ? descriptor : name;
}

void readFields(QByteArrayView line, Row &row)
{
    std::size_t expected = 0;
    for (qsizetype at = 0; at < line.size();) {
        const qsizetype equals = line.indexOf('=', at);
        if (equals < 0)
            return;
        const QByteArrayView name = line.sliced(at, equals - at);
        const qsizetype end = name == kAddress ? endOfAddresses(line, equals + 1) : endOfValue(line, equals + 1);
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
