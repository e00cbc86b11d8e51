// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One command for a Redis server: its words, binary safe, never put together as text.
#pragma once

#include <QByteArray>
#include <QString>
#include <concepts>
#include <vector>

namespace lockmaster {

struct RedisCommand {
    std::vector<QByteArray> words; ///< not empty; the first is the command's name

    /// of("CLIENT", "LIST"), of("SLOWLOG", "GET", 128), of("CONFIG", "SET", name, value)
    template <typename... Words>
    static RedisCommand of(const Words &...words)
    {
        RedisCommand command;
        (command.words.push_back(word(words)), ...);
        return command;
    }

    /// "CLIENT LIST", "INFO": without arguments, which may be secret. Upper case.
    [[nodiscard]] QString name() const;
    /// What an ACL has to allow for it: "+client|list", "+info".
    [[nodiscard]] QString aclRule() const;
    /// As it is sent.
    [[nodiscard]] QByteArray wire() const;

private:
    static QByteArray word(const char *text) { return text; }
    static QByteArray word(const QByteArray &bytes) { return bytes; }
    static QByteArray word(const QString &text) { return text.toUtf8(); }
    static QByteArray word(std::integral auto number) { return QByteArray::number(static_cast<qlonglong>(number)); }
};

} // namespace lockmaster
