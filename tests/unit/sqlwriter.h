// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Writes random SQL for property tests, seeded, with marks in all literals: "zq" in strings, "77" in numbers. Nothing
// else of the statement contains these, so whatever shows one afterwards has leaked.
#pragma once

#include <QString>
#include <QStringList>
#include <random>

class SqlWriter
{
public:
    explicit SqlWriter(unsigned seed) : m_random(seed) {}

    int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(m_random); }

    QString statement()
    {
        QString sql;
        for (int parts = 1 + below(24); parts > 0; --parts)
            sql += part() + separator();
        return sql;
    }

    /// As the server cuts texts at track_activity_query_size.
    QString cutStatement()
    {
        const QString sql = statement();
        return sql.left(below(static_cast<int>(sql.size()) + 1));
    }

private:
    template <typename... T>
    QString oneOf(T... choices)
    {
        const QStringList all{QString::fromUtf8(choices)...};
        return all.at(below(static_cast<int>(all.size())));
    }

    QString secret()
    {
        static const QString odd = QStringLiteral(" \"$;()-/*%?ä\n");
        QString text = QStringLiteral("zq");
        for (int i = below(9); i > 0; --i)
            text += odd.at(below(static_cast<int>(odd.size())));
        return text + QStringLiteral("zq");
    }

    QString string()
    {
        switch (below(5)) {
        case 0: return u'\'' + secret() + QStringLiteral("''") + secret() + u'\'';
        case 1: return oneOf("E'", "e'") + secret() + oneOf("\\'", "\\\\", "''") + secret() + u'\'';
        case 2: return oneOf("U&'", "B'", "X'", "N'", "u&'", "x'") + secret() + u'\'';
        case 3: return u'\'' + secret() + QStringLiteral("' -- on\n '") + secret() + u'\'';
        default: return u'\'' + secret() + u'\'';
        }
    }

    QString dollarString()
    {
        const QString tag = oneOf("$$", "$tag$", "$_1$", "$ä$");
        const QString inner = secret() + oneOf("'", "$", "$other$", "/*", "--") + secret();
        return tag + (inner.contains(tag) ? QString() : inner) + tag;
    }

    QString part()
    {
        switch (below(9)) {
        case 0:
        case 1: return string();
        case 2: return dollarString();
        case 3: return oneOf("77", "77.77", ".77", "77e+77", "0x77", "77_77", "77.");
        case 4: return oneOf("\"Quoted \"\" 'Name'\"", "U&\"d\\0061t\"", "$1", "$12");
        case 5: return oneOf("/* note 'zq' /* 77 */ zq */", "-- it's 'zq' 77\n");
        default: return oneOf("SELECT", "password", "OPTIONS (", "tab1e", "a$b$c", "größe", "=", "::", ")", "||", ">=");
        }
    }

    QString separator() { return oneOf(" ", "\n", "\t ", " , ", " /* c */ ", " -- c\n"); }

    std::mt19937 m_random;
};
