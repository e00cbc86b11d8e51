// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/resp/redisreader.h"

#include <algorithm>
#include <array>
#include <hiredis/hiredis.h>
#include <hiredis/read.h>
#include <utility>

#include "base/text.h"
#include "link/resp/redisreplybuilder.h"

namespace lockmaster {
namespace {

Error protocolError(const QString &text, const QString &detail = {})
{
    return {ErrorKind::Protocol, text, detail, {}, {}};
}

// What answers instead of Redis on a wrong port, by the first bytes it sends.
QString strangerName(QByteArrayView bytes)
{
    static constexpr std::array<std::pair<QByteArrayView, const char16_t *>, 6> kStrangers{{
        {QByteArrayView("HTTP/"), u"an HTTP server"},
        {QByteArrayView("\x15\x03", 2), u"a server that wants TLS"},
        {QByteArrayView("\x16\x03", 2), u"a server that wants TLS"},
        {QByteArrayView("SSH-"), u"an SSH server"},
        {QByteArrayView("E\0\0", 3), u"a PostgreSQL server or PgBouncer"},
        {QByteArrayView("220 "), u"a mail or FTP server"},
    }};
    for (const auto &[start, name] : kStrangers) {
        if (bytes.startsWith(start))
            return QString::fromUtf16(name);
    }
    return {};
}

QString sample(QByteArrayView bytes)
{
    constexpr qsizetype kShown = 60;
    return elided(plainLine(decodeUtf8(bytes.first(std::min(bytes.size(), kShown))).text), kShown);
}

Error foreignWords(QByteArrayView bytes)
{
    const QString stranger = strangerName(bytes);
    return protocolError(stranger.isEmpty() ? QStringLiteral("This is not a Redis server: its answer is not RESP")
                                            : QStringLiteral("This is not a Redis server but %1").arg(stranger),
                         QStringLiteral("it sent: ") + sample(bytes));
}

QString inMebibytes(std::int64_t bytes)
{
    return bytes >= (1 << 20) ? QStringLiteral("%1 MiB").arg(bytes >> 20) : QStringLiteral("%1 KiB").arg(bytes >> 10);
}

bool isTypeByte(char byte)
{
    return QByteArrayView("-+:,_$*%~#=>(").contains(byte);
}

} // namespace

void RedisReader::Closer::operator()(redisReader *reader) const
{
    redisReaderFree(reader);
}

RedisReader::RedisReader(RedisLimits limits)
    : m_limits(limits)
    , m_builder(std::make_unique<RedisReplyBuilder>(limits))
    , m_reader(redisReaderCreateWithFunctions(RedisReplyBuilder::functions()))
{
    m_reader->privdata = m_builder.get();
    m_reader->maxelements = 1LL << 40; // the builder has the true limit, and words for it
}

RedisReader::~RedisReader() = default;

QByteArrayView RedisReader::unread() const
{
    return m_reader->buf ? QByteArrayView(m_reader->buf + m_reader->pos, qsizetype(m_reader->len - m_reader->pos))
                         : QByteArrayView();
}

bool RedisReader::isMidway() const
{
    return m_isReading || !unread().isEmpty();
}

void RedisReader::feed(QByteArrayView bytes)
{
    m_fed += bytes.size();
    redisReaderFeed(m_reader.get(), bytes.data(), std::size_t(bytes.size()));
}

// At the first byte of an answer. hiredis knows no attributes, which are written as maps are. Its buffer is no part of
// its interface: look again at what it does with it before another major version is taken.
static_assert(HIREDIS_MAJOR == 1);

Result<void> RedisReader::beginAnswer()
{
    const char type = unread().front();
    m_isAttribute = type == '|';
    if (m_isAttribute)
        m_reader->buf[m_reader->pos] = '%';
    else if (!isTypeByte(type))
        return std::unexpected(foreignWords(unread()));
    m_began = m_fed - unread().size();
    m_builder->begin();
    m_isReading = true;
    return {};
}

// hiredis waits for the rest of a line or of a string, however long either says or turns out to be.
Result<void> RedisReader::checkWaiting()
{
    if (m_fed - m_began > m_limits.total)
        return std::unexpected(
            protocolError(QStringLiteral("The answer is longer than %1").arg(inMebibytes(m_limits.total))));
    const QByteArrayView waiting = unread();
    const int type = m_reader->task[m_reader->ridx]->type;
    if (type == REDIS_REPLY_STRING || type == REDIS_REPLY_VERB) {
        const qsizetype line = waiting.indexOf('\r');
        const std::int64_t length = line > 0 ? waiting.first(line).toLongLong() : 0;
        if (length > m_limits.bulk)
            return std::unexpected(
                protocolError(QStringLiteral("A string of %1 bytes in the answer: more than %2 are not read")
                                  .arg(length)
                                  .arg(inMebibytes(m_limits.bulk))));
        if (line > 0)
            return {};
    }
    if (waiting.size() > m_limits.line)
        return std::unexpected(
            protocolError(QStringLiteral("A line of the answer is longer than %1").arg(inMebibytes(m_limits.line)),
                          QStringLiteral("it begins: ") + sample(waiting)));
    return {};
}

Result<std::optional<RedisReply>> RedisReader::next()
{
    while (!m_broken && !unread().isEmpty()) {
        if (const auto begun = m_isReading ? Result<void>() : beginAnswer(); !begun) {
            m_broken = begun.error();
            break;
        }
        void *finished = nullptr;
        if (redisReaderGetReply(m_reader.get(), &finished) != REDIS_OK) {
            m_broken = m_builder->objection().isEmpty()
                           ? protocolError(QStringLiteral("The answer is not valid RESP"),
                                           plainLine(QString::fromLatin1(m_reader->errstr)))
                           : protocolError(m_builder->objection());
            break;
        }
        if (!finished) {
            if (const auto bounded = checkWaiting(); !bounded) {
                m_broken = bounded.error();
                break;
            }
            return std::optional<RedisReply>();
        }
        m_isReading = false;
        std::optional<RedisReply> reply = RedisReplyBuilder::take(finished);
        if (!m_isAttribute)
            return reply;
    }
    if (m_broken)
        return std::unexpected(*m_broken);
    return std::optional<RedisReply>();
}

} // namespace lockmaster
