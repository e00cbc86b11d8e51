// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of PostgreSQL's protocol, version 3, as a server sends them.
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QtEndian>

namespace lockmaster::messages {

inline QByteArray number32(qint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

inline QByteArray number16(qint16 value)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

inline QByteArray message(char type, const QByteArray &body)
{
    return type + number32(qint32(body.size()) + 4) + body;
}

inline QByteArray cString(const QByteArray &text)
{
    return text + '\0';
}

inline QByteArray parameterStatus(const char *name, const char *value)
{
    return message('S', cString(name) + cString(value));
}

/// Lets a client in without a password.
inline QByteArray welcome(const char *version)
{
    return message('R', number32(0)) + parameterStatus("server_version", version)
           + parameterStatus("client_encoding", "UTF8") + parameterStatus("standard_conforming_strings", "on")
           + message('K', number32(4711) + number32(1)) + message('Z', "I");
}

/// The answer to a simple query from comma-separated values, names of the columns first; nothing between two commas is NULL.
inline QByteArray table(const QByteArray &csv)
{
    constexpr qint32 kText = 25;
    const QByteArrayList lines = csv.split('\n');
    const QByteArrayList names = lines.front().split(',');
    QByteArray description = number16(qint16(names.size()));
    for (const QByteArray &name : names)
        description +=
            cString(name) + number32(0) + number16(0) + number32(kText) + number16(-1) + number32(-1) + number16(0);
    QByteArray all = message('T', description);
    for (const QByteArray &line : lines.sliced(1)) {
        QByteArray row = number16(qint16(names.size()));
        for (const QByteArray &value : line.split(','))
            row += value.isEmpty() ? number32(-1) : number32(qint32(value.size())) + value;
        all += message('D', row);
    }
    return all + message('C', cString("SHOW")) + message('Z', "I");
}

} // namespace lockmaster::messages
