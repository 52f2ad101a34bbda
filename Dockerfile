# Countersign's server in a container: one static binary, tesseract for scanned pages, no root, a root file system that may be read-only.
#
#   docker build -t countersign .
#   docker run --rm --read-only --tmpfs /tmp -p 8080:8080 -v countersign:/data countersign
#   docker run --rm --network none -v "$PWD:/reports:ro" countersign review /reports/report.pdf
#
# The syntax of this file was checked; it was not built or run here.

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -o /countersign ./cmd/countersign

FROM debian:bookworm-slim
# hadolint ignore=DL3008 -- Debian's stable release pins what matters: tesseract of bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates tesseract-ocr \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --create-home --shell /usr/sbin/nologin countersign \
    && install -d -o countersign -g countersign /data /data/cache
COPY --from=build /countersign /usr/local/bin/countersign
# Everything that lasts lies in /data, compiled code of the PDF reader too.
ENV COUNTERSIGN_DATA=/data COUNTERSIGN_CACHE=/data/cache LISTEN=:8080
VOLUME /data
EXPOSE 8080
USER 10001:10001
WORKDIR /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["countersign", "healthcheck"]
ENTRYPOINT ["countersign"]
CMD ["serve"]
