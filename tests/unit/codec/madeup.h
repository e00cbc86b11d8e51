// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Values made up from the tables of fields: whatever a type holds, so that a new field is covered by itself.
#pragma once

#include <QRandomGenerator>

#include "model/fields/valuesource.h"
#include "model/fields/valuetype.h"

namespace lockmaster::fixtures {

using namespace Qt::StringLiterals;

class MadeUp : public ValueSource
{
public:
    explicit MadeUp(quint32 seed) : m_random(seed) {}

    /// Statements and commands then hold this word as a literal, words of a server as a password.
    void setCanary(const QString &canary) { m_canary = canary; }

    void fail() override { qFatal("a made-up value was not taken"); }
    bool isNothing() override { return m_random.bounded(4) == 0; }
    bool flag() override { return m_random.bounded(2) == 1; }
    std::int64_t number(std::int64_t least, std::int64_t most) override
    {
        switch (m_random.bounded(4)) {
        case 0: return least;
        case 1: return most;
        case 2: return 0;
        default: return m_random.bounded(100'000);
        }
    }
    std::uint64_t unsignedNumber(std::uint64_t most) override
    {
        return m_random.bounded(3) == 0 ? most : m_random.bounded(100'000);
    }
    double real() override
    {
        return m_random.bounded(8) == 0 ? std::numeric_limits<double>::quiet_NaN() : m_random.bounded(1e9);
    }
    QString text() override
    {
        static const QStringList kTexts{
            {}, u"web"_s, u"SELECT 'ü' || $1 -- 😀"_s, u"a\nb\t\u202e"_s, QString(300, u'x')};
        return m_canary.isEmpty() ? kTexts[m_random.bounded(kTexts.size())] : withCanary();
    }
    std::optional<std::size_t> word(const std::vector<QString> &words) override
    {
        return m_random.bounded(quint32(words.size()));
    }
    std::chrono::sys_time<std::chrono::microseconds> moment() override
    {
        return std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + duration();
    }
    std::chrono::microseconds duration() override { return std::chrono::microseconds(m_random.bounded(1'000'000'000)); }

    void record(const RecordInfo &info, const std::function<void(std::size_t)> &take) override
    {
        for (std::size_t place = 0; place < info.fields.size(); ++place) {
            m_secrecy = info.fields[place].secrecy;
            take(place);
        }
    }
    void list(std::size_t bytesEach, const RecordInfo *, const std::function<void()> &take,
              const std::function<void(std::uint64_t)> &) override
    {
        const int items = bytesEach == 0 ? 2 : int(m_random.bounded(5)); // a pair has two
        for (int item = 0; item < items; ++item)
            take();
    }
    void map(const std::function<void(const QString &)> &take) override
    {
        const int entries = int(m_random.bounded(4));
        for (int entry = 0; entry < entries; ++entry)
            take(u"key %1"_s.arg(entry));
    }

private:
    QString withCanary()
    {
        switch (m_secrecy) {
        case Secrecy::Open: return u"open"_s;
        case Secrecy::Words: return u"cannot connect with password=%1"_s.arg(m_canary);
        case Secrecy::Statement: return u"SELECT '%1', E'%1' FROM t WHERE a = $$%1$$ /* %1 */ -- %1"_s.arg(m_canary);
        case Secrecy::Command: return u"SET customer:7 %1"_s.arg(m_canary);
        }
        return {};
    }

    QRandomGenerator m_random;
    QString m_canary;
    Secrecy m_secrecy = Secrecy::Open;
};

template <Described Value>
Value madeUp(quint32 seed, const QString &canary = {})
{
    MadeUp source(seed);
    source.setCanary(canary);
    Value value;
    take(typeOf(&value), &value, source);
    return value;
}

} // namespace lockmaster::fixtures
