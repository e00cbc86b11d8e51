// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Makes JSON of a value; see json.h.
#pragma once

#include <QJsonArray>
#include <QJsonObject>

#include "codec/texts.h"
#include "model/fields/valuesink.h"

namespace lockmaster {

class JsonSink : public ValueSink
{
public:
    explicit JsonSink(Texts texts) : m_texts(texts) {}

    [[nodiscard]] QJsonObject result() const { return m_result; }

    void nothing() override { put(QJsonValue()); }
    void flag(bool value) override { put(value); }
    void number(std::int64_t value) override;
    void unsignedNumber(std::uint64_t value) override;
    void real(double value) override { put(value); }
    void text(const QString &value) override { put(outgoing(value, m_field.secrecy, m_texts)); }
    void word(const QString &stable) override { put(stable); }
    void moment(std::chrono::sys_time<std::chrono::microseconds> value) override;
    void duration(std::chrono::microseconds value) override;
    void beginRecord(const RecordInfo &) override { m_open.emplace_back(); }
    void field(const FieldInfo &info) override;
    void endRecord() override { close(m_open.back().object); }
    void beginList(std::size_t, std::size_t, const RecordInfo *) override { m_open.push_back({.isList = true}); }
    void sameRow(std::size_t) override { nothing(); } ///< never called: there is no value before
    void endList() override { close(m_open.back().array); }
    void beginMap(std::size_t) override { m_open.emplace_back(); }
    void key(const QString &key) override { m_open.back().key = key; }
    void endMap() override { close(m_open.back().object); }
    void shared() override { nothing(); } ///< likewise

private:
    struct Open {
        QJsonObject object;
        QJsonArray array;
        QString key;
        bool isList = false;
    };
    void put(const QJsonValue &value);
    void close(const QJsonValue &value);

    Texts m_texts;
    FieldInfo m_field;
    std::vector<Open> m_open;
    QJsonObject m_result;
};

} // namespace lockmaster
