"""Pictures in an S3 bucket, which several machines share. It stays private: everything is served by us."""

from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

PATIENCE = Config(connect_timeout=5, read_timeout=20, retries={"total_max_attempts": 2})
"""Seconds, and tries. By its own defaults boto3 holds a web thread for five minutes while the bucket is away."""


class BucketStore(S3Storage):
    """As the store on the disk: a name says what it holds, so what is written again is the same."""

    def get_default_settings(self) -> dict[str, Any]:
        return {**super().get_default_settings(), "client_config": PATIENCE}

    def piece(self, name: str, start: int, end: int) -> bytes:
        key = self._normalize_name(clean_name(name))
        try:
            found = self.bucket.Object(key).get(Range=f"bytes={start}-{end - 1}")
        except ClientError as why:
            if why.response["Error"]["Code"] != "NoSuchKey":
                raise  # the store's trouble: nobody is to be told that the picture was taken away
            raise FileNotFoundError(name) from why
        content: bytes = found["Body"].read()
        return content
